package io.waymark.pipeline.pulse;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * How many distinct hashes there are, by HyperLogLog: the standard error is 1.6 %. Up to some
 * hundreds are counted almost exactly. Takes 4 KiB at most when encoded: a byte a register, as in
 * memory, since a window is read and written with each update, and to pack and unpack four bits a
 * register takes longer than all else of that.
 */
final class DistinctCount {
  private static final int LG_REGISTERS = 12;

  private final Union union;

  DistinctCount() {
    this(new Union(LG_REGISTERS));
  }

  private DistinctCount(Union union) {
    this.union = union;
  }

  void add(long hash) {
    union.update(hash);
  }

  void add(DistinctCount other) {
    union.update(other.union.getResult(TgtHllType.HLL_8));
  }

  long estimate() {
    return Math.round(union.getEstimate());
  }

  byte[] encoded() {
    return union.toCompactByteArray();
  }

  static DistinctCount decoded(byte[] encoded) {
    DistinctCount count = new DistinctCount();
    count.union.update(HllSketch.heapify(encoded));
    return count;
  }
}

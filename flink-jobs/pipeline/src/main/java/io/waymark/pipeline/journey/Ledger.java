package io.waymark.pipeline.journey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What became of the records of each source partition. Over all operators the counts balance: read
 * = processed + duplicate + late + filtered + limited + dead, once nothing is waiting. Kept with
 * the checkpoint, so that a record counts once however often it is read again; after a rescale the
 * entries of one partition may be spread over subtasks, and only their sum means something.
 */
final class Ledger {
  /** What is counted. The order is part of the stored layout: new ones go last. */
  enum Count {
    READ,
    PROCESSED,
    DUPLICATE,
    LATE,
    FILTERED,
    LIMITED,
    DEAD,
    /** A flag beside the others, not a class of its own. */
    CLAMPED
  }

  private static final int KINDS = Count.values().length;

  /** By partition; null where nothing was counted. */
  private long[] @Nullable [] counts = new long[16][];

  private final IntConsumer onPartition;

  /**
   * @param onPartition called with each partition as it appears, after which it can be asked for
   */
  Ledger(IntConsumer onPartition) {
    this.onPartition = onPartition;
  }

  void add(int partition, Count kind) {
    of(partition)[kind.ordinal()]++;
  }

  long get(int partition, Count kind) {
    long[] known = partition < counts.length ? counts[partition] : null;
    return known == null ? 0 : known[kind.ordinal()];
  }

  /** Over all partitions. */
  long total(Count kind) {
    long total = 0;
    for (long[] kinds : counts) {
      total += kinds == null ? 0 : kinds[kind.ordinal()];
    }
    return total;
  }

  /** One array per partition: its number, then the counts. */
  List<long[]> entries() {
    List<long[]> entries = new ArrayList<>();
    for (int partition = 0; partition < counts.length; partition++) {
      long[] kinds = counts[partition];
      if (kinds != null) {
        long[] entry = new long[1 + KINDS];
        entry[0] = partition;
        System.arraycopy(kinds, 0, entry, 1, KINDS);
        entries.add(entry);
      }
    }
    return entries;
  }

  /** Adds what {@link #entries} gave, of this release or an older one with fewer kinds. */
  void restore(Iterable<long[]> entries) {
    for (long[] entry : entries) {
      long[] kinds = of((int) entry[0]);
      for (int i = 1; i < entry.length; i++) {
        kinds[i - 1] += entry[i];
      }
    }
  }

  private long[] of(int partition) {
    if (partition >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(partition + 1, counts.length * 2));
    }
    long[] kinds = counts[partition];
    if (kinds == null) {
      kinds = new long[KINDS];
      counts[partition] = kinds;
      onPartition.accept(partition);
    }
    return kinds;
  }
}

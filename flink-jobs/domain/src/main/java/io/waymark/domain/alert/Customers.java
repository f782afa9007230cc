package io.waymark.domain.alert;

import io.waymark.domain.intervention.CustomerHash;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/**
 * Distinct customers, by 64 bits of their hash: exact up to {@link #EXACT}, beyond that by
 * HyperLogLog in 1 KiB, with a relative standard error of about 2 %.
 *
 * @param known ascending hashes, as long as there are few
 * @param sketch compact form once there are more; null before
 * @param forgotten how many were counted and are not known any more
 */
public record Customers(long[] known, byte @Nullable [] sketch, int forgotten) {
  /** Up to how many are counted exactly. */
  public static final int EXACT = 64;

  static final Customers NONE = new Customers(new long[0], null, 0);

  private static final int LG_K = 11;

  /** What stands for a customer here. */
  static long hash(String customerId) {
    return Long.parseUnsignedLong(CustomerHash.of(customerId), 0, 16, 16);
  }

  Customers with(long customer) {
    if (sketch != null) {
      HllSketch all = HllSketch.heapify(sketch);
      all.update(customer);
      return new Customers(known, all.toCompactByteArray(), forgotten);
    }
    int place = Arrays.binarySearch(known, customer);
    if (place >= 0) {
      return this;
    }
    long[] more = Arrays.copyOf(known, known.length + 1);
    int free = -place - 1;
    System.arraycopy(known, free, more, free + 1, known.length - free);
    more[free] = customer;
    return more.length <= EXACT
        ? new Customers(more, null, forgotten)
        : new Customers(NONE.known, sketchOf(more), forgotten);
  }

  /** Forgets whom; that there was somebody stays counted. */
  Customers without(long customer) {
    int place = Arrays.binarySearch(known, customer);
    if (place < 0) {
      return this;
    }
    long[] fewer = new long[known.length - 1];
    System.arraycopy(known, 0, fewer, 0, place);
    System.arraycopy(known, place + 1, fewer, place, fewer.length - place);
    return new Customers(fewer, null, forgotten + 1);
  }

  /** How many they are. */
  long count() {
    long here = sketch == null ? known.length : Math.round(HllSketch.heapify(sketch).getEstimate());
    return here + forgotten;
  }

  /** Whether nobody is left of those who were counted. */
  boolean isNobody() {
    return sketch == null && known.length == 0;
  }

  /** How many they are together. */
  static long count(Iterable<Customers> all) {
    Set<Long> exact = new HashSet<>();
    long forgotten = 0;
    boolean many = false;
    for (Customers each : all) {
      forgotten += each.forgotten;
      many |= each.sketch != null;
      for (long customer : each.known) {
        exact.add(customer);
      }
    }
    return forgotten + (many ? estimate(all, exact) : exact.size());
  }

  private static long estimate(Iterable<Customers> all, Set<Long> exact) {
    Union union = new Union(LG_K);
    for (Customers each : all) {
      if (each.sketch != null) {
        union.update(HllSketch.heapify(each.sketch));
      }
    }
    for (long customer : exact) {
      union.update(customer);
    }
    return Math.round(union.getEstimate());
  }

  private static byte[] sketchOf(long[] customers) {
    HllSketch sketch = new HllSketch(LG_K, TgtHllType.HLL_4);
    for (long customer : customers) {
      sketch.update(customer);
    }
    return sketch.toCompactByteArray();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Customers that
        && Arrays.equals(known, that.known)
        && Arrays.equals(sketch, that.sketch)
        && forgotten == that.forgotten;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(known) + Arrays.hashCode(sketch);
  }

  @Override
  public String toString() {
    return "about " + count() + " customers";
  }
}

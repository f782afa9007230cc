package io.waymark.pipeline.metrics;

import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How long something took, as counters of what took at most so many seconds: {@code
 * NAME.le.0.5.bucket}, up to {@code NAME.le.+Inf.bucket}, which counts all. Unlike the quantiles of
 * a Flink histogram these can be added up over subtasks and time.
 */
public final class DurationBuckets {
  private static final long[] BOUNDS_MS = {
    50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 1_800_000, 7_200_000
  };

  private final Counter[] buckets = new Counter[BOUNDS_MS.length + 1];

  /**
   * @param name ends with {@code _seconds}; all buckets are there from the start
   */
  public DurationBuckets(MetricGroup group, String name) {
    MetricGroup named = group.addGroup(name);
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = named.addGroup("le", bound(i)).counter("bucket");
    }
  }

  /** Something took so long. */
  public void count(long millis) {
    int found = Arrays.binarySearch(BOUNDS_MS, millis);
    for (int i = found < 0 ? -found - 1 : found; i < buckets.length; i++) {
      buckets[i].inc();
    }
  }

  private static String bound(int bucket) {
    return bucket == BOUNDS_MS.length
        ? "+Inf"
        : BigDecimal.valueOf(BOUNDS_MS[bucket], 3).stripTrailingZeros().toPlainString();
  }
}

package io.waymark.app.kafka;

import io.waymark.pipeline.wire.Words;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How many partitions of one reader hold event time, by reason: {@code
 * waymark.reason.R.partitions_held}. They are counted by the task and asked for by others; a task
 * that is kept from reading by those after it leaves them as they were.
 */
final class HeldPartitions {
  private final AtomicIntegerArray byReason = new AtomicIntegerArray(Hold.values().length);

  void publish(MetricGroup group) {
    MetricGroup waymark = group.addGroup("waymark");
    for (Hold reason : Hold.values()) {
      waymark
          .addGroup("reason", Words.of(reason))
          .gauge("partitions_held", (Gauge<Integer>) () -> of(reason));
    }
  }

  int of(Hold reason) {
    return byReason.get(reason.ordinal());
  }

  /**
   * Looks at all partitions of the reader.
   *
   * @param unread whether a record waits for its schema: then none of them is read
   */
  void count(Collection<SplitTime> partitions, boolean unread, long now) {
    int[] counts = new int[byReason.length()];
    for (SplitTime partition : partitions) {
      Hold reason = unread ? Hold.SCHEMA : partition.hold(now);
      if (reason != null) {
        counts[reason.ordinal()]++;
      }
    }
    for (int i = 0; i < counts.length; i++) {
      byReason.set(i, counts[i]);
    }
  }
}

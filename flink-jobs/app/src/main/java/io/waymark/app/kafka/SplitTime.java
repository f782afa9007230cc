package io.waymark.app.kafka;

import io.waymark.app.kafka.PartitionFrontier.Probe;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The time of one split and what of it has been told. */
final class SplitTime {
  final TopicPartition partition;
  final PartitionFrontier time;
  private final SilenceHold hold;
  private @Nullable Probe asked;
  private long told = Long.MIN_VALUE;
  private boolean toldIdle;

  SplitTime(TopicPartition partition, Duration outOfOrderness, long start, long now) {
    this.partition = partition;
    this.time = new PartitionFrontier(outOfOrderness, start);
    this.hold = new SilenceHold(now);
  }

  /**
   * Learns from a probe and tells what has become known since the last call.
   *
   * @param stands whether time is to stand still for now
   */
  void emit(SourceOutput<?> split, @Nullable Probe found, boolean stands) {
    // By identity: each probe has one answer, and an answer says nothing twice.
    if (found != null && found != asked) {
      asked = found;
      time.probe(found);
      hold.probe(found, time.position());
    }
    if (time.idle() != toldIdle) {
      toldIdle = time.idle();
      if (toldIdle) {
        split.markIdle();
      } else {
        split.markActive();
      }
    }
    if (!toldIdle && !stands && time.watermark() > told) {
      told = time.watermark();
      split.emitWatermark(new Watermark(told));
    }
  }

  /** Why silence moves no time here now; null if it does, or if nobody waits for this split. */
  @Nullable Hold hold(long now) {
    Hold reason = hold.reason(now, time.position());
    return reason == null && time.isImport() ? Hold.IMPORT : reason;
  }

  /** Whether anything of this split has been told. */
  boolean hasSpoken() {
    return toldIdle || told > Long.MIN_VALUE;
  }

  /** Whether the others were told not to wait for this split. */
  boolean toldIdle() {
    return toldIdle;
  }
}

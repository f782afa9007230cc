package io.waymark.pipeline.journey;

import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.metrics.DurationBuckets;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.MetricGroup;

/**
 * How long after something became true it is noticed, published as {@code
 * waymark.signal_latency_seconds}: from the event that made a rule fire, or from the deadline that
 * passed, to the signal. That includes the wait for events out of order, and the event's own way to
 * the job.
 *
 * <p>Only what is news counts, a fire or its escalation, and only while the operator's time is near
 * the time of day: of a history that is read again nobody waits for the signals.
 */
final class SignalLatency {
  /** The operator's time may be this much behind: as much as it catches up with after an outage. */
  static final Duration LIVE = Duration.ofMinutes(10);

  private final DurationBuckets latency;
  private final LongSupplier clock;
  private final LongSupplier time;

  /**
   * @param clock the time of day, in milliseconds
   * @param time up to where event time has come, in epoch milliseconds
   */
  SignalLatency(MetricGroup group, LongSupplier clock, LongSupplier time) {
    this.latency = new DurationBuckets(group.addGroup("waymark"), "signal_latency_seconds");
    this.clock = clock;
    this.time = time;
  }

  /** The signal goes out now. */
  void count(Signal signal) {
    if (signal.status() == Signal.Status.FIRED || signal.status() == Signal.Status.ESCALATED) {
      long now = clock.getAsLong();
      if (time.getAsLong() >= now - LIVE.toMillis()) {
        latency.count(Math.max(0, now - signal.occurredAt()));
      }
    }
  }
}

package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Attempt;
import io.waymark.pipeline.metrics.DurationBuckets;
import io.waymark.pipeline.wire.Words;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What an outbox publishes of each destination whose lane this subtask has. All counters of a
 * destination are there from the start: of one that appears with its first count a monitoring
 * system sees no rise.
 */
final class DeliveryMetrics {
  private static final double MILLIS = 1_000;

  private final MetricGroup group;
  private final Map<String, OfDestination> byDestination = new HashMap<>();

  DeliveryMetrics(MetricGroup group) {
    this.group = group.addGroup("waymark");
  }

  /** Publishes how the lane stands. */
  void watch(OutboxLane lane, LongSupplier clock) {
    of(lane.destination()).watch(lane, clock);
  }

  /** Something became of a message. */
  void count(Attempt attempt, long now) {
    OfDestination destination = of(attempt.destination());
    Counter counter = destination.counts.get(attempt.status());
    if (counter != null) {
      counter.inc();
    }
    if (attempt.status() == Attempt.Status.DELIVERED) {
      destination.latency.count(now - attempt.dispatch().message().createdAt());
    }
    Long took = attempt.tookMs();
    if (took != null) {
      destination.took.count(took);
    }
  }

  private OfDestination of(String name) {
    return byDestination.computeIfAbsent(
        name, destination -> new OfDestination(group.addGroup("destination", destination)));
  }

  private static final class OfDestination {
    private final MetricGroup group;
    private final Map<Attempt.Status, Counter> counts = new EnumMap<>(Attempt.Status.class);

    /** From the message's creation to its arrival. */
    private final DurationBuckets latency;

    /** Of one attempt. */
    private final DurationBuckets took;

    OfDestination(MetricGroup group) {
      this.group = group;
      this.latency = new DurationBuckets(group, "latency_seconds");
      this.took = new DurationBuckets(group, "attempt_seconds");
      for (Attempt.Status status : Attempt.Status.values()) {
        counts.put(status, group.addGroup("status", Words.of(status)).counter("attempts"));
      }
    }

    void watch(OutboxLane lane, LongSupplier clock) {
      gauge("pending", () -> lane.figures().pending());
      gauge("in_flight", () -> lane.figures().inFlight());
      gauge("disabled", () -> lane.figures().disabled() ? 1 : 0);
      gauge("breaker", () -> lane.figures().breaker().ordinal());
      group.gauge(
          "oldest_pending_seconds",
          (Gauge<Double>)
              () -> Math.max(0, clock.getAsLong() - lane.figures().oldestArrival()) / MILLIS);
    }

    private void gauge(String name, LongSupplier figure) {
      group.gauge(name, (Gauge<Long>) figure::getAsLong);
    }
  }
}

package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Attempt;
import io.waymark.pipeline.wire.Words;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What an outbox publishes of each destination whose lane this subtask has. */
final class DeliveryMetrics {
  private static final int LATENCIES = 1_000;

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
    destination.counts.computeIfAbsent(attempt.status(), destination::counter).inc();
    if (attempt.status() == Attempt.Status.DELIVERED) {
      destination.latency.update(now - attempt.dispatch().message().createdAt());
    }
    Long took = attempt.tookMs();
    if (took != null) {
      destination.took.update(took);
    }
  }

  private OfDestination of(String name) {
    return byDestination.computeIfAbsent(
        name, destination -> new OfDestination(group.addGroup("destination", destination)));
  }

  private static final class OfDestination {
    private final MetricGroup group;
    private final Map<Attempt.Status, Counter> counts = new EnumMap<>(Attempt.Status.class);
    private final Histogram latency;
    private final Histogram took;

    OfDestination(MetricGroup group) {
      this.group = group;
      this.latency = group.histogram("latency_ms", new DescriptiveStatisticsHistogram(LATENCIES));
      this.took = group.histogram("took_ms", new DescriptiveStatisticsHistogram(LATENCIES));
    }

    Counter counter(Attempt.Status status) {
      return group.counter(Words.of(status));
    }

    void watch(OutboxLane lane, LongSupplier clock) {
      gauge("pending", () -> lane.figures().pending());
      gauge("in_flight", () -> lane.figures().inFlight());
      gauge("disabled", () -> lane.figures().disabled() ? 1 : 0);
      gauge("breaker", () -> lane.figures().breaker().ordinal());
      gauge(
          "oldest_pending_ms",
          () -> Math.max(0, clock.getAsLong() - lane.figures().oldestArrival()));
    }

    private void gauge(String name, LongSupplier figure) {
      group.gauge(name, (Gauge<Long>) figure::getAsLong);
    }
  }
}

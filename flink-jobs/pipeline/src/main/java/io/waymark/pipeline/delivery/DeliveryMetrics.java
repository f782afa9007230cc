package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Attempt;
import io.waymark.pipeline.delivery.OutboxLane.Figures;
import io.waymark.pipeline.wire.Words;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What an outbox publishes of each destination, over the lanes that this subtask has. */
final class DeliveryMetrics {
  private static final int LATENCIES = 1_000;

  private final MetricGroup group;
  private final Map<String, OfDestination> byDestination = new HashMap<>();

  DeliveryMetrics(MetricGroup group) {
    this.group = group.addGroup("waymark");
  }

  /** Publishes how the lane stands. */
  void watch(OutboxLane lane, LongSupplier clock) {
    of(lane.place().destination()).watch(lane, clock);
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
    private final List<OutboxLane> lanes = new CopyOnWriteArrayList<>();
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
      lanes.add(lane);
      if (lanes.size() > 1) {
        return;
      }
      sum("pending", Figures::pending);
      sum("in_flight", Figures::inFlight);
      sum("disabled_lanes", one -> one.disabled() ? 1 : 0);
      group.gauge(
          "breaker",
          (Gauge<Integer>)
              () -> figures().mapToInt(one -> one.breaker().ordinal()).max().orElse(0));
      group.gauge(
          "oldest_pending_ms",
          (Gauge<Long>)
              () ->
                  figures()
                      .mapToLong(one -> Math.max(0, clock.getAsLong() - one.oldestArrival()))
                      .max()
                      .orElse(0));
    }

    private void sum(String name, ToLongFunction<Figures> figure) {
      group.gauge(name, (Gauge<Long>) () -> figures().mapToLong(figure).sum());
    }

    private Stream<Figures> figures() {
      return lanes.stream().map(OutboxLane::figures);
    }
  }
}

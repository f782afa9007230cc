package io.waymark.app.demo;

import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** The numbers that a Flink in this very process publishes, to be looked at any time. */
public final class MetricBoard implements AutoCloseable {
  private static final String REPORTER = "board";
  private static final Map<String, MetricBoard> OPEN = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();

  /** Their identifiers, by the last part of these: there are thousands, and few are looked at. */
  private final Map<String, Map<Metric, String>> metrics = new ConcurrentHashMap<>();

  private MetricBoard() {}

  static MetricBoard open() {
    MetricBoard board = new MetricBoard();
    OPEN.put(board.name, board);
    return board;
  }

  /** Makes a Flink with this configuration publish here. */
  void attachTo(Configuration flink) {
    flink.setString("metrics.reporters", REPORTER);
    flink.setString("metrics.reporter." + REPORTER + ".factory.class", Factory.class.getName());
    flink.setString("metrics.reporter." + REPORTER + ".name", name);
  }

  /** The sum of all numbers of this name whose dotted identifier has the part in it. */
  long sum(String part, String name) {
    return values(part, name).sum();
  }

  /** The smallest of them; {@link Long#MIN_VALUE} if there is none. */
  long min(String part, String name) {
    return values(part, name).min().orElse(Long.MIN_VALUE);
  }

  private LongStream values(String part, String name) {
    return metrics.getOrDefault(name, Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue().contains(part))
        .mapToLong(entry -> value(entry.getKey()));
  }

  private static long value(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
        ? number.longValue()
        : 0;
  }

  @Override
  public void close() {
    OPEN.remove(name);
  }

  /** Made by Flink, which finds it as a service. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new Reporter(
          Objects.requireNonNull(OPEN.get(properties.getProperty("name")), "board not open"));
    }
  }

  private record Reporter(MetricBoard board) implements MetricReporter {
    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      if (metric instanceof Counter || metric instanceof Gauge<?>) {
        board
            .metrics
            .computeIfAbsent(name, none -> new ConcurrentHashMap<>())
            .put(metric, group.getMetricIdentifier(name));
      }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
      Map<Metric, String> named = board.metrics.get(name);
      if (named != null) {
        named.remove(metric);
      }
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}
  }
}

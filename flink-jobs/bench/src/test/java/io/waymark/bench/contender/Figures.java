package io.waymark.bench.contender;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * What the tasks of a job in this process count, to be asked at any time, also after the job's end.
 * Each figure is a sum over subtasks.
 */
public final class Figures implements AutoCloseable {
  /** The operator that reads the log; every contender names it so. */
  static final String SOURCE = "interactions";

  /** Counters of state accesses, whoever has them. */
  static final String READS = "journey_reads";

  public static final String WRITES = "journey_writes";

  private static final String REPORTER = "figures";
  private static final Map<String, Figures> OPEN = new ConcurrentHashMap<>();

  /** A counter with the variables of its scope, by name. */
  private record Figure(String name, Map<String, String> scope, Counter counter) {}

  private final String name = UUID.randomUUID().toString();

  /** Those of tasks that have ended too: what they have counted is still true. */
  private final Queue<Figure> figures = new ConcurrentLinkedQueue<>();

  private Figures() {}

  public static Figures open() {
    Figures figures = new Figures();
    OPEN.put(figures.name, figures);
    return figures;
  }

  /** Makes a Flink with this configuration report here. */
  public void attachTo(Configuration flink) {
    flink.setString("metrics.reporters", REPORTER);
    flink.setString("metrics.reporter." + REPORTER + ".factory.class", Factory.class.getName());
    flink.setString("metrics.reporter." + REPORTER + ".name", name);
  }

  /** How many records the source has handed on. */
  long sourced() {
    return source().mapToLong(figure -> figure.counter.getCount()).sum();
  }

  /** How many subtasks of the source there are, or were. */
  long sources() {
    return source().count();
  }

  private Stream<Figure> source() {
    return figures.stream()
        .filter(figure -> figure.name.equals("numRecordsIn"))
        .filter(figure -> figure.scope.getOrDefault("<operator_name>", "").endsWith(SOURCE));
  }

  /** The sum of the counters of this name. */
  public long sum(String counter) {
    return figures.stream()
        .filter(figure -> figure.name.equals(counter))
        .mapToLong(figure -> figure.counter.getCount())
        .sum();
  }

  /**
   * The counters below a labelled group, by the group's value.
   *
   * @param label as in {@code group.addGroup(label, value)}
   */
  Map<String, Map<String, Long>> by(String label) {
    Map<String, Map<String, Long>> sums = new TreeMap<>();
    for (Figure figure : figures) {
      String value = figure.scope.get("<" + label + ">");
      if (value != null) {
        sums.computeIfAbsent(value, v -> new TreeMap<>())
            .merge(figure.name, figure.counter.getCount(), Long::sum);
      }
    }
    return sums;
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
          Objects.requireNonNull(OPEN.get(properties.getProperty("name")), "not open"));
    }
  }

  private record Reporter(Figures figures) implements MetricReporter {
    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      if (metric instanceof Counter counter) {
        figures.figures.add(new Figure(name, new HashMap<>(group.getAllVariables()), counter));
      }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}
  }
}

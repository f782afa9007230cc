package io.waymark.pipeline.metrics;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A metric group that can be asked for its counters, by their names with those of the groups. */
public final class CountersByName extends UnregisteredMetricsGroup {
  private final String prefix;
  private final Map<String, Counter> counters;

  public CountersByName() {
    this("", new TreeMap<>());
  }

  private CountersByName(String prefix, Map<String, Counter> counters) {
    this.prefix = prefix;
    this.counters = counters;
  }

  /** The count by this name; it has to be there. */
  public long count(String name) {
    Counter counter = counters.get(name);
    if (counter == null) {
      throw new AssertionError("no " + name + " among " + counters.keySet());
    }
    return counter.getCount();
  }

  @Override
  public Counter counter(String name) {
    return counters.computeIfAbsent(prefix + name, any -> new SimpleCounter());
  }

  @Override
  public MetricGroup addGroup(String name) {
    return new CountersByName(prefix + name + ".", counters);
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return new CountersByName(prefix + key + "." + value + ".", counters);
  }
}

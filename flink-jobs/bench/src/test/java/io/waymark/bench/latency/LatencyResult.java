package io.waymark.bench.latency;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Latencies of one run, in milliseconds.
 *
 * @param settings values that differ from the shipped ones
 * @param outOfOrderness how long every signal waits for older events, whatever the job does
 * @param keptUp whether signals of events after the measured ones came too; if not, the slowest are
 *     missing and the figures worth nothing
 * @param perSecond events appended in a second of the measured time
 * @param cpuPerSecond CPU seconds that the job's process took in a second of its life, with the
 *     warm-up: close to the number of cores it had no reserve
 * @param appendDelay from an event's time to its append: the producer's share, in none of the
 *     others
 * @param appendToVisible from the append of the event that completed a pattern to the moment a
 *     reader of committed records has the signal
 * @param beyondBound the same less {@code outOfOrderness}
 */
public record LatencyResult(
    int rate,
    String delivery,
    long checkpointMillis,
    Map<String, String> settings,
    long outOfOrderness,
    boolean keptUp,
    double perSecond,
    double cpuPerSecond,
    Percentiles appendDelay,
    Percentiles appendToVisible,
    Percentiles beyondBound) {

  /** Of {@code n} values. */
  public record Percentiles(long n, long p50, long p99, long p999, long max) {
    static Percentiles of(Histogram histogram, long less) {
      return new Percentiles(
          histogram.getTotalCount(),
          histogram.getValueAtPercentile(50) - less,
          histogram.getValueAtPercentile(99) - less,
          histogram.getValueAtPercentile(99.9) - less,
          histogram.getMaxValue() - less);
    }
  }

  /** Whether any of the signals is of an event with the number {@code to} or a later one. */
  static boolean keptUp(List<Sighting> sightings, int to) {
    return sightings.stream().anyMatch(sighting -> sighting.completedBy() >= to);
  }

  /** Exact to a thousandth. */
  static Histogram histogram() {
    return new Histogram(3);
  }

  /** Latencies of the signals whose completing event has a number in {@code [from, to)}. */
  static Histogram latencies(List<Sighting> sightings, Appends appends, int from, int to) {
    Histogram histogram = histogram();
    for (Sighting sighting : sightings) {
      int number = sighting.completedBy();
      if (number >= from && number < to) {
        long appended = appends.of(number);
        if (appended == 0) {
          throw new IllegalStateException("a signal of event " + number + ", never appended");
        }
        // Two clocks' milliseconds may cross.
        histogram.recordValue(Math.max(0, sighting.seenAt() - appended));
      }
    }
    return histogram;
  }
}

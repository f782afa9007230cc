package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.Queue;
import io.waymark.domain.pulse.Reading;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who waits in a place, by the second since when, and the journeys in each stage; or a change of
 * that. What has come from a stream or a state is not changed. Serves one thread.
 */
final class Standing {
  private static final long SECOND = 1_000;

  final TreeMap<Long, Long> waiting = new TreeMap<>();
  final TreeMap<String, Long> stages = new TreeMap<>();

  static boolean isOf(Reading reading) {
    return reading instanceof Reading.Waiting || reading instanceof Reading.Standing;
  }

  void add(Reading reading, double amount) {
    long change = Math.round(amount);
    if (reading instanceof Reading.Waiting one) {
      add(waiting, one.since() - Math.floorMod(one.since(), SECOND), change);
    } else if (reading instanceof Reading.Standing one) {
      add(stages, one.stage(), change);
    }
  }

  Standing plus(Standing other) {
    Standing both = new Standing();
    for (Standing one : new Standing[] {this, other}) {
      one.waiting.forEach((since, change) -> add(both.waiting, since, change));
      one.stages.forEach((stage, change) -> add(both.stages, stage, change));
    }
    return both;
  }

  private static <K> void add(Map<K, Long> counts, K key, long change) {
    counts.merge(key, change, Long::sum);
    counts.remove(key, 0L);
  }

  /** Without waits that nobody waits for so long, whatever has been lost. */
  Standing since(long time) {
    if (waiting.isEmpty() || waiting.firstKey() >= time) {
      return this;
    }
    Standing rest = new Standing();
    rest.waiting.putAll(waiting.tailMap(time, true));
    rest.stages.putAll(stages);
    return rest;
  }

  boolean isEmpty() {
    return waiting.isEmpty() && stages.isEmpty();
  }

  boolean isAnybodyWaiting() {
    return waiting.values().stream().anyMatch(count -> count > 0);
  }

  /** Those who had begun to wait by then. */
  Queue queue(long at) {
    long count = 0;
    Long oldest = null;
    for (Map.Entry<Long, Long> entry : waiting.headMap(at, true).entrySet()) {
      if (entry.getValue() > 0) {
        oldest = oldest == null ? (Long) (at - entry.getKey()) : oldest;
        count += entry.getValue();
      }
    }
    return new Queue(count, oldest);
  }
}

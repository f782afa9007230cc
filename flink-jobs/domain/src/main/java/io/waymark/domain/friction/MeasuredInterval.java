package io.waymark.domain.friction;

import java.util.List;
import java.util.Map;

/**
 * What a subtask has found out about its rules between two times at which it was asked. A turn is
 * an event or a deadline; those that were not timed are counted, too, so that what the timed ones
 * have taken can be extrapolated.
 *
 * @param usage of all rules; empty if nothing of theirs was measured or counted
 * @param nanos how long the interval was
 * @param events that were evaluated
 * @param turns events and deadlines
 * @param timed turns that were timed
 * @param stretches by rule; of those that had their turn in a timed one
 */
public record MeasuredInterval(
    List<RuleUsage> usage,
    long nanos,
    long events,
    long turns,
    long timed,
    Map<String, Stretches> stretches) {
  public MeasuredInterval {
    usage = List.copyOf(usage);
    stretches = Map.copyOf(stretches);
  }

  /**
   * The pieces of time that are a rule's.
   *
   * @param count how many were timed
   * @param longest of them, in nanoseconds
   */
  public record Stretches(long count, long longest) {
    static final Stretches NONE = new Stretches(0, 0);

    Stretches and(Stretches others) {
      return new Stretches(count + others.count, Math.max(longest, others.longest));
    }
  }

  Stretches stretches(String ruleId) {
    return stretches.getOrDefault(ruleId, Stretches.NONE);
  }
}

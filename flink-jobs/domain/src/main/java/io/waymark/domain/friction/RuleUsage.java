package io.waymark.domain.friction;

import io.waymark.domain.friction.Effects.Occurrence;
import java.util.Map;

/**
 * What one rule has done and cost in one subtask since the last time it was asked. Sums of samples,
 * which can be added up over subtasks and time: {@code nanos / events} is what the rule costs for
 * each event of the job, whatever its type; {@code bytes / journeys} is what is kept for it of each
 * customer or device, on the average. Of an hour in which little came relatively more is timed than
 * of a busy one.
 *
 * @param occurredAt event time up to which it was evaluated
 * @param events how many events were timed
 * @param nanos how long the rule took in those; about 25 of each time are the clock's own
 * @param journeys how many stored journeys were weighed
 * @param bytes what the rule had of those
 * @param counts what happened to it, not sampled; what did not happen is left out
 * @param quarantined whether the subtask leaves it out, or a version of it
 */
public record RuleUsage(
    String ruleId,
    long occurredAt,
    long events,
    long nanos,
    long journeys,
    long bytes,
    Map<Occurrence, Long> counts,
    boolean quarantined) {
  public RuleUsage {
    counts = Map.copyOf(counts);
  }

  /** Of one that takes part. */
  public RuleUsage(
      String ruleId,
      long occurredAt,
      long events,
      long nanos,
      long journeys,
      long bytes,
      Map<Occurrence, Long> counts) {
    this(ruleId, occurredAt, events, nanos, journeys, bytes, counts, false);
  }

  /** The same of one that is left out. */
  public RuleUsage inQuarantine() {
    return new RuleUsage(ruleId, occurredAt, events, nanos, journeys, bytes, counts, true);
  }

  public long count(Occurrence occurrence) {
    return counts.getOrDefault(occurrence, 0L);
  }
}

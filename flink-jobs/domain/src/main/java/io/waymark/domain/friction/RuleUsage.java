package io.waymark.domain.friction;

import io.waymark.domain.friction.Effects.Occurrence;
import java.util.Map;

/**
 * What one rule has done and cost in one subtask since the last time it was asked. Sums of samples,
 * which can be added up over subtasks and time: {@code nanos / events} is what the rule costs for
 * each event of the job, whatever its type; {@code bytes / journeys} is what is kept for it of each
 * customer or device, on the average.
 *
 * @param occurredAt event time up to which it was evaluated
 * @param events how many events were timed
 * @param nanos how long the rule took in those; about 25 of each time are the clock's own
 * @param journeys how many stored journeys were weighed
 * @param bytes what the rule had of those
 * @param counts what happened to it, not sampled; what did not happen is left out
 */
public record RuleUsage(
    String ruleId,
    long occurredAt,
    long events,
    long nanos,
    long journeys,
    long bytes,
    Map<Occurrence, Long> counts) {
  public RuleUsage {
    counts = Map.copyOf(counts);
  }

  public long count(Occurrence occurrence) {
    return counts.getOrDefault(occurrence, 0L);
  }
}

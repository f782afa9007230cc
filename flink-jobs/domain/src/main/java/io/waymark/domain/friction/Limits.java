package io.waymark.domain.friction;

import java.io.Serializable;
import java.time.Duration;

/**
 * Bounds of what one customer may cost.
 *
 * @param outOfOrderness milliseconds within which the answer does not depend on arrival order
 * @param eventsPerMinute most events evaluated of one minute of event time; those beyond it, in the
 *     customer's order, are as if they had never come, but counted
 * @param instancesPerRule most instances of one rule; beyond it the least recently touched one is
 *     dropped and counted
 * @param instances most instances of all rules together; beyond it those of the rule that has most
 *     go, the least recently touched one first, and are counted
 * @param stateBytes most bytes of a customer's stored state; beyond it evidence, then instances are
 *     dropped and counted
 */
public record Limits(
    long outOfOrderness, int eventsPerMinute, int instancesPerRule, int instances, int stateBytes)
    implements Serializable {
  public static final Limits DEFAULT = new Limits(1_000, 1_000, 256, 1_024, 32 * 1024);

  /** The same bounds for events that come later than these, or not so late. */
  public Limits withOutOfOrderness(Duration bound) {
    return new Limits(bound.toMillis(), eventsPerMinute, instancesPerRule, instances, stateBytes);
  }

  /** The same bounds for customers of whom more events count, or fewer. */
  public Limits withEventsPerMinute(int most) {
    return new Limits(outOfOrderness, most, instancesPerRule, instances, stateBytes);
  }
}

package io.waymark.domain.intervention;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import java.util.List;

/**
 * All that is to be considered of a customer at one time.
 *
 * @param at event time up to which all is known
 * @param now when decisions are made; never before {@code at}
 * @param joined what was known of who turned out to be the customer, too
 * @param facts in the order of their events
 * @param signals in any order, but a fire before its end
 */
public record Moment(
    long at, long now, List<InterventionState> joined, List<Fact> facts, List<Signal> signals) {

  /** Nothing comes; what waits may be due. */
  public static Moment of(long at, long now) {
    return new Moment(at, now, List.of(), List.of(), List.of());
  }

  boolean isQuiet() {
    return joined.isEmpty() && facts.isEmpty() && signals.isEmpty();
  }
}

package io.waymark.domain.intervention;

import java.util.List;

/**
 * What a signal or fact leads to.
 *
 * @param state what to remember; the same object as before if nothing changed
 * @param triggers issued or cancelled
 * @param withheld not issued, with the reason
 */
public record InterventionDecision(
    InterventionState state, List<Trigger> triggers, List<Withheld> withheld) {

  static InterventionDecision nothing(InterventionState state) {
    return new InterventionDecision(state, List.of(), List.of());
  }
}

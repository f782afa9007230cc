package io.waymark.domain.intervention;

import java.util.List;

/**
 * What becomes of a customer at a moment.
 *
 * @param state what to remember; the same object as before if nothing changed
 * @param triggers issued or cancelled
 * @param decisions all of them, those to issue and to cancel as well; in the order taken
 */
public record InterventionDecision(
    InterventionState state, List<Trigger> triggers, List<Decision> decisions) {}

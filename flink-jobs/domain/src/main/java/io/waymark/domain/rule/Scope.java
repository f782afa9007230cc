package io.waymark.domain.rule;

import io.waymark.domain.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may look at.
 *
 * @param event the event itself: {@code attr} are its attributes, {@code event} its other fields
 * @param derived whether the event follows from the journey; {@code "*"} means only others
 * @param customer the customer's {@code journey} and {@code profile} after this event
 * @param previous the event of the sequence step before: {@code prev}; null outside later steps of
 *     a sequence
 */
public record Scope(Event event, boolean derived, CustomerView customer, @Nullable Event previous) {

  public static Scope of(Event event) {
    return new Scope(event, false, CustomerView.UNKNOWN, null);
  }

  /** The same with an event of the step before. */
  public Scope after(Event step) {
    return new Scope(event, derived, customer, step);
  }
}

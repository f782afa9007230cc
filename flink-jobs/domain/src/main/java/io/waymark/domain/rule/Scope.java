package io.waymark.domain.rule;

import io.waymark.domain.event.Event;
import io.waymark.domain.journey.Journey;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may look at.
 *
 * @param event the event itself: {@code attr} are its attributes, {@code event} its other fields
 * @param journey the customer's journey after this event
 * @param profile what is known of the customer
 * @param previous the event of the sequence step before: {@code prev}; null outside later steps of
 *     a sequence
 */
public record Scope(
    Event event, Journey journey, Map<String, @Nullable Object> profile, @Nullable Event previous) {

  public static Scope of(Event event) {
    return new Scope(event, Journey.UNKNOWN, Map.of(), null);
  }
}

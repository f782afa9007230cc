package io.waymark.domain.intervention;

import io.waymark.domain.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * The last word of a customer on one purpose.
 *
 * @param time event time at which it was said
 * @param eventId the event that said it; with {@code time} its place in the customer's order
 */
public record Consent(boolean granted, long time, String eventId) {

  /** Whether this was said after {@code other}, whichever became known first. */
  boolean supersedes(@Nullable Consent other) {
    return other == null || Event.compare(time, eventId, other.time, other.eventId) > 0;
  }
}

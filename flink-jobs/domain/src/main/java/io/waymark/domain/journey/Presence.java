package io.waymark.domain.journey;

import io.waymark.domain.event.Event;
import io.waymark.domain.journey.Overlays.Activity;
import java.util.Set;

/**
 * Whether a customer still comes.
 *
 * @param channels in which customers act; what systems send about them is no sign of life
 * @param dormantAfter milliseconds of silence after which a customer is dormant
 * @param lapsedAfter milliseconds of silence after which a customer has lapsed; more than {@code
 *     dormantAfter}
 */
public record Presence(Set<String> channels, long dormantAfter, long lapsedAfter) {

  /** Whether the customer did this. */
  boolean isSignOfLife(Event event) {
    return event.sessionId() != null
        || (event.channel() != null && channels.contains(event.channel()));
  }

  /** After this much silence. */
  Activity after(long silence) {
    if (silence >= lapsedAfter) {
      return Activity.LAPSED;
    }
    return silence >= dormantAfter ? Activity.DORMANT : Activity.ACTIVE;
  }
}

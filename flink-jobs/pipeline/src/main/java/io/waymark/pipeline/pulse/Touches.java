package io.waymark.pipeline.pulse;

import io.waymark.domain.event.Event;
import io.waymark.domain.pulse.ContactLeg;
import java.util.Map;

/** Events as they are measured. */
final class Touches {
  private Touches() {}

  /** The event at the time it was pulled back to, if it had claimed to come from the future. */
  static Event at(long time, Event event) {
    return event.time() == time
        ? event
        : new Event(
            event.id(),
            event.type(),
            time,
            event.customerId(),
            event.anonymousId(),
            event.sessionId(),
            event.channel(),
            event.touchpoint(),
            event.attributes());
  }

  /** That the customer does that elsewhere, and so waits no more where they did. */
  static Event movedOn(String pseudonym, Event event) {
    return new Event(
        event.id(),
        ContactLeg.MOVED_ON,
        event.time(),
        null,
        pseudonym,
        null,
        event.channel(),
        event.touchpoint(),
        Map.of());
  }

  /** The event without an id of its customer or of their devices. */
  static Event under(String pseudonym, Event event) {
    return new Event(
        event.id(),
        event.type(),
        event.time(),
        null,
        pseudonym,
        null,
        event.channel(),
        event.touchpoint(),
        event.attributes());
  }
}

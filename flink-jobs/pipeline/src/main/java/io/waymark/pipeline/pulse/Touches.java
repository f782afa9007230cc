package io.waymark.pipeline.pulse;

import io.waymark.domain.event.Event;
import io.waymark.domain.pulse.ContactLeg;
import io.waymark.pipeline.erasure.Pseudonyms;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Events as they are measured. */
final class Touches {
  /** Attributes that tell what is one customer's from all others. */
  private static final List<String> IDS =
      List.of(
          "cart_id",
          "order_id",
          "delivery_id",
          "conversation_id",
          "call_id",
          "contact_id",
          "contact_chain_id",
          "ticket_id",
          "queue_ticket");

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

  /**
   * The event with pseudonyms for its customer's carts, orders and contacts: what is measured of
   * them is kept under what they are called, and no erasure finds them there.
   */
  static Event unnamed(Event event, Pseudonyms pseudonyms) {
    Map<String, Object> attributes = new HashMap<>();
    for (String name : IDS) {
      if (event.attribute(name) instanceof String id && !id.isEmpty()) {
        attributes.put(name, pseudonyms.of(id));
      }
    }
    if (attributes.isEmpty()) {
      return event;
    }
    event.attributes().forEach(attributes::putIfAbsent);
    return new Event(
        event.id(),
        event.type(),
        event.time(),
        event.customerId(),
        event.anonymousId(),
        event.sessionId(),
        event.channel(),
        event.touchpoint(),
        attributes);
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

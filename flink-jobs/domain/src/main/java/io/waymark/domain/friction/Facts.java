package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which events tell decisions something about a customer. */
final class Facts {
  private static final Map<String, Fact.Kind> KINDS =
      Map.ofEntries(
          Map.entry("consent_updated", Fact.Kind.CONSENT),
          Map.entry("object", Fact.Kind.OBJECTION),
          Map.entry("profile_updated", Fact.Kind.PROFILE),
          Map.entry("purchase", Fact.Kind.GOAL_REACHED),
          Map.entry("application_completed", Fact.Kind.GOAL_REACHED),
          Map.entry("booking_ticketed", Fact.Kind.GOAL_REACHED),
          Map.entry("subscription_started", Fact.Kind.GOAL_REACHED),
          Map.entry("subscription_renewed", Fact.Kind.GOAL_REACHED),
          Map.entry("ticket_created", Fact.Kind.COMPLAINT_OPENED),
          Map.entry("ticket_reopened", Fact.Kind.COMPLAINT_OPENED),
          Map.entry("ticket_resolved", Fact.Kind.COMPLAINT_CLOSED),
          Map.entry("ticket_closed", Fact.Kind.COMPLAINT_CLOSED),
          Map.entry("return_requested", Fact.Kind.RETURNED),
          Map.entry("unsubscribed", Fact.Kind.UNSUBSCRIBED),
          Map.entry("contact_started", Fact.Kind.CONTACT_OPENED),
          Map.entry("chat_queued", Fact.Kind.CONTACT_OPENED),
          Map.entry("call_queued", Fact.Kind.CONTACT_OPENED),
          Map.entry("chat_answered", Fact.Kind.CONTACT_OPENED),
          Map.entry("call_answered", Fact.Kind.CONTACT_OPENED),
          Map.entry("contact_wrapup", Fact.Kind.CONTACT_CLOSED),
          Map.entry("chat_left", Fact.Kind.CONTACT_CLOSED),
          Map.entry("call_left", Fact.Kind.CONTACT_CLOSED),
          Map.entry("chat_ended", Fact.Kind.CONTACT_CLOSED),
          Map.entry("call_ended", Fact.Kind.CONTACT_CLOSED),
          Map.entry("erase", Fact.Kind.ERASED));

  /** Types of the events that become facts, in alphabetical order. */
  static final List<String> TYPES = KINDS.keySet().stream().sorted().toList();

  private Facts() {}

  /** A journey has become part of the customer's. */
  static Fact merged(String customerId, HandOver joined, long at) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("anonymous_id", joined.anonymousId());
    if (joined.method() != null) {
      attributes.put("method", joined.method());
    }
    return of(joined, "merged", Fact.Kind.IDENTITIES_MERGED, customerId, at, attributes);
  }

  /** The customer has said no to a purpose while unknown: it stays a no. */
  static Fact refused(String customerId, HandOver joined, long at, String purpose) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    attributes.put("purpose", purpose);
    attributes.put("granted", false);
    return of(joined, "refused " + purpose, Fact.Kind.CONSENT, customerId, at, attributes);
  }

  private static Fact of(
      HandOver joined,
      String what,
      Fact.Kind kind,
      String customerId,
      long at,
      Map<String, @Nullable Object> attributes) {
    return new Fact(
        Fingerprint.hex(List.of(what, customerId, joined.anonymousId(), joined.eventId())),
        kind,
        customerId,
        at,
        joined.eventId(),
        null,
        null,
        null,
        Collections.unmodifiableMap(attributes));
  }

  static @Nullable Fact of(Event event) {
    Fact.Kind kind = KINDS.get(event.type());
    if (kind == null || !isComplaintIfATicket(event, kind)) {
      return null;
    }
    return new Fact(
        Fingerprint.hex(List.of("fact", event.customer(), event.id())),
        kind,
        event.customer(),
        event.time(),
        event.id(),
        event.type(),
        event.channel(),
        event.touchpoint(),
        event.attributes());
  }

  private static boolean isComplaintIfATicket(Event event, Fact.Kind kind) {
    return kind != Fact.Kind.COMPLAINT_OPENED
        || !event.type().equals("ticket_created")
        || "complaint".equals(event.attribute("kind"));
  }
}

package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
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
          Map.entry("contact_started", Fact.Kind.CONTACT_OPENED),
          Map.entry("contact_wrapup", Fact.Kind.CONTACT_CLOSED),
          Map.entry("erase", Fact.Kind.ERASED));

  private Facts() {}

  static @Nullable Fact of(Event event) {
    Fact.Kind kind = KINDS.get(event.type());
    if (kind == null) {
      return null;
    }
    return new Fact(
        Fingerprint.hex(List.of("fact", event.customer(), event.id())),
        kind,
        event.customer(),
        event.time(),
        event.id(),
        event.channel(),
        event.touchpoint(),
        event.attributes());
  }
}

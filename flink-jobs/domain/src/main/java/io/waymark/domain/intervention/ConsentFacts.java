package io.waymark.domain.intervention;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.rule.Intervention.Purpose;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads consent out of facts. In doubt it is the most restrictive reading: only {@code granted} =
 * true is a yes, and a no that names no purpose means every purpose.
 */
final class ConsentFacts {
  private ConsentFacts() {}

  /** Whether the purpose may only be served after a yes. */
  static boolean isNeededFor(Purpose purpose) {
    return purpose == Purpose.MARKETING;
  }

  /** The consents after a fact of kind {@code CONSENT} or {@code OBJECTION}. */
  static Map<Purpose, Consent> after(Map<Purpose, Consent> consents, Fact fact) {
    Consent said = new Consent(isGrant(fact), fact.occurredAt(), fact.eventId());
    Map<Purpose, Consent> next = new EnumMap<>(Purpose.class);
    next.putAll(consents);
    for (Purpose purpose : Purpose.values()) {
      if (isNeededFor(purpose) && concerns(fact, purpose) && said.supersedes(next.get(purpose))) {
        next.put(purpose, said);
      }
    }
    return next;
  }

  private static boolean isGrant(Fact fact) {
    return fact.kind() == Fact.Kind.CONSENT
        && Boolean.TRUE.equals(fact.attributes().get("granted"))
        && fact.attributes().get("purpose") != null;
  }

  private static boolean concerns(Fact fact, Purpose purpose) {
    Object named = fact.attributes().get("purpose");
    return named == null || named.equals(purpose.name().toLowerCase(Locale.ROOT));
  }
}

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
public final class ConsentFacts {
  private ConsentFacts() {}

  /** Whether the purpose may only be served after a yes. */
  static boolean isNeededFor(Purpose purpose) {
    return purpose == Purpose.MARKETING;
  }

  /** Whether the purpose may be served. */
  static boolean isPermitted(Map<Purpose, Consent> consents, Purpose purpose) {
    Consent consent = consents.get(purpose);
    return !isNeededFor(purpose) || (consent != null && consent.granted());
  }

  /**
   * Those of a customer who turns out to have been the other, too: a no of either stays a no, and
   * what a device was granted says nothing of the person.
   */
  static Map<Purpose, Consent> joined(
      Map<Purpose, Consent> customer, Map<Purpose, Consent> device) {
    Map<Purpose, Consent> joined = new EnumMap<>(Purpose.class);
    joined.putAll(customer);
    device.forEach(
        (purpose, theirs) -> {
          Consent ours = customer.get(purpose);
          boolean refuses = !theirs.granted() && (ours == null || ours.granted());
          boolean repeats =
              ours != null && ours.granted() == theirs.granted() && theirs.supersedes(ours);
          if (refuses || repeats) {
            joined.put(purpose, theirs);
          }
        });
    return joined;
  }

  /** Whether the customer's last word on the purpose is a no. */
  public static boolean isRefused(Map<Purpose, Consent> consents, Purpose purpose) {
    Consent consent = consents.get(purpose);
    return isNeededFor(purpose) && consent != null && !consent.granted();
  }

  /** The consents after a fact of kind {@code CONSENT} or {@code OBJECTION}. */
  public static Map<Purpose, Consent> after(Map<Purpose, Consent> consents, Fact fact) {
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

  /** Whether the fact is a yes to the purpose. */
  static boolean grants(Fact fact, Purpose purpose) {
    return isGrant(fact) && concerns(fact, purpose);
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

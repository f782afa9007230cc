package io.waymark.domain.intervention;

import io.waymark.domain.friction.Fact;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer is, by which channels, and whether this is a good time. Immutable; all times are
 * event time in epoch milliseconds.
 *
 * @param timeZone as the profile states it
 * @param country of the customer's phone: two letters
 * @param left the channels without marketing
 * @param complaints since when they are open, by ticket
 * @param contacts since when they go on, by conversation
 */
public record Reach(
    @Nullable String timeZone,
    @Nullable String country,
    OptOuts left,
    Map<String, Long> complaints,
    Map<String, Long> contacts) {

  /** Nothing is known. */
  public static final Reach UNKNOWN = new Reach(null, null, OptOuts.NONE, Map.of(), Map.of());

  /** Most complaints, and contacts, that are remembered; the latest. */
  static final int LIMIT = 16;

  public Reach {
    complaints = Map.copyOf(complaints);
    contacts = Map.copyOf(contacts);
  }

  /**
   * Where the customer may be: as the profile says, or in any zone of the country, the most
   * populous first.
   */
  List<ZoneId> zones(ZoneId otherwise) {
    if (timeZone != null) {
      return List.of(ZoneId.of(timeZone));
    }
    List<ZoneId> zones = country == null ? List.of() : Countries.zones(country);
    return zones.isEmpty() ? List.of(otherwise) : zones;
  }

  /** With what the fact says. */
  Reach after(Fact fact) {
    return switch (fact.kind()) {
      case PROFILE -> profile(fact.attributes());
      case UNSUBSCRIBED, CONSENT ->
          new Reach(timeZone, country, left.after(fact), complaints, contacts);
      case COMPLAINT_OPENED -> complaints(with(complaints, ticket(fact), fact));
      case COMPLAINT_CLOSED -> complaints(without(complaints, ticket(fact)));
      case CONTACT_OPENED -> contacts(with(contacts, conversation(fact), fact));
      case CONTACT_CLOSED -> contacts(without(contacts, conversation(fact)));
      case OBJECTION, GOAL_REACHED, RETURNED, ERASED, IDENTITIES_MERGED -> this;
    };
  }

  /** Without what is older than that. */
  Reach forgetting(long complaintsSince, long contactsSince) {
    Map<String, Long> open = since(complaints, at -> at > complaintsSince);
    Map<String, Long> live = since(contacts, at -> at > contactsSince);
    return open == complaints && live == contacts
        ? this
        : new Reach(timeZone, country, left, open, live);
  }

  /** That of a customer who turns out to have been the other, too. */
  Reach and(Reach other) {
    return new Reach(
        timeZone == null ? other.timeZone : timeZone,
        country == null ? other.country : country,
        left.and(other.left),
        latest(complaints, other.complaints),
        latest(contacts, other.contacts));
  }

  private Reach profile(Map<String, @Nullable Object> said) {
    String zone = timeZone;
    for (String name : new String[] {"tz", "time_zone"}) {
      if (said.containsKey(name)) {
        zone = validZone(said.get(name));
      }
    }
    String where = country;
    if (said.containsKey("phone")) {
      where = said.get("phone") instanceof String phone ? Countries.ofPhone(phone) : null;
    }
    if (said.containsKey("phone_country")) {
      where = code(said.get("phone_country"));
    }
    return new Reach(zone, where, left, complaints, contacts);
  }

  private static @Nullable String validZone(@Nullable Object said) {
    try {
      return said instanceof String name ? ZoneId.of(name).getId() : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable String code(@Nullable Object said) {
    return said instanceof String text && text.matches("[A-Za-z]{2}")
        ? text.toUpperCase(Locale.ROOT)
        : null;
  }

  private Reach complaints(Map<String, Long> open) {
    return new Reach(timeZone, country, left, open, contacts);
  }

  private Reach contacts(Map<String, Long> live) {
    return new Reach(timeZone, country, left, complaints, live);
  }

  private static String ticket(Fact fact) {
    return fact.attributes().get("ticket_id") instanceof String id ? id : "";
  }

  private static String conversation(Fact fact) {
    for (String name : new String[] {"conversation_id", "call_id", "contact_id"}) {
      if (fact.attributes().get(name) instanceof String id) {
        return id;
      }
    }
    return "";
  }

  private static Map<String, Long> with(Map<String, Long> known, String name, Fact fact) {
    Map<String, Long> more = new HashMap<>(known);
    more.merge(name, fact.occurredAt(), Math::max);
    return bounded(more);
  }

  private static Map<String, Long> without(Map<String, Long> known, String name) {
    Map<String, Long> less = new HashMap<>(known);
    less.remove(name);
    return less;
  }

  private static Map<String, Long> since(Map<String, Long> known, LongPredicate kept) {
    if (known.values().stream().allMatch(kept::test)) {
      return known;
    }
    Map<String, Long> less = new HashMap<>(known);
    less.values().removeIf(at -> !kept.test(at));
    return less;
  }

  private static Map<String, Long> latest(Map<String, Long> one, Map<String, Long> other) {
    Map<String, Long> both = new HashMap<>(one);
    other.forEach((name, at) -> both.merge(name, at, Math::max));
    return bounded(both);
  }

  private static Map<String, Long> bounded(Map<String, Long> all) {
    while (all.size() > LIMIT) {
      all.entrySet().stream()
          .min(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
          .ifPresent(oldest -> all.remove(oldest.getKey()));
    }
    return all;
  }
}

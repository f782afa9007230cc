package io.waymark.domain.event;

import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened between a customer and the company: a click, a queue entry, a survey
 * answer. Immutable.
 *
 * @param id deduplication key, unique per customer
 * @param type what happened, as {@code object_past-participle}; the vocabulary is open
 * @param time when it happened to the customer, in milliseconds since the epoch
 * @param customerId the customer, if known
 * @param anonymousId device or cookie; one of the two ids is always present
 * @param sessionId the visit it belongs to, if any
 * @param channel web, app, call, chat, ...: an open vocabulary
 * @param touchpoint page group, queue, branch or flow step
 * @param attributes the rest by name; each value is {@code null}, a {@link String}, {@link Long},
 *     finite {@link Double} or {@link Boolean}
 */
public record Event(
    String id,
    String type,
    long time,
    @Nullable String customerId,
    @Nullable String anonymousId,
    @Nullable String sessionId,
    @Nullable String channel,
    @Nullable String touchpoint,
    Map<String, @Nullable Object> attributes) {

  /**
   * The total order on one customer's events that all semantics are defined on: time, then id by
   * code points.
   */
  public static final Comparator<Event> ORDER = (a, b) -> compare(a.time, a.id, b.time, b.id);

  /** What the name of a journey begins with whose customer is unknown, and no customer id may. */
  public static final String ANONYMOUS = "anon:";

  public Event {
    if (customerId == null && anonymousId == null) {
      throw new IllegalArgumentException(
          "event " + id + " has neither a customer id nor an anonymous id");
    }
  }

  /** Compares two positions in the order of {@link #ORDER}. */
  public static int compare(long timeA, String idA, long timeB, String idB) {
    int byTime = Long.compare(timeA, timeB);
    return byTime != 0 ? byTime : CodePoints.compare(idA, idB);
  }

  /**
   * The name under which the journey is kept: the customer id, or {@code anon:} and the anonymous
   * id while unknown.
   */
  public String customer() {
    return customerId != null ? customerId : ANONYMOUS + anonymousId;
  }

  /** The attribute, or null where it is missing or null; {@link #has} tells the two apart. */
  public @Nullable Object attribute(String name) {
    return attributes.get(name);
  }

  /** Whether the attribute is present, be it null. */
  public boolean has(String name) {
    return attributes.containsKey(name);
  }

  /**
   * The value that a rule's {@code per} or {@code distinct} names: {@code session_id}, {@code
   * channel} and {@code touchpoint} are fields, every other name is an attribute. Null counts as
   * lacking.
   */
  public @Nullable Object named(String name) {
    return switch (name) {
      case "session_id" -> sessionId;
      case "channel" -> channel;
      case "touchpoint" -> touchpoint;
      default -> attributes.get(name);
    };
  }
}

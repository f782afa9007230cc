package io.waymark.domain.friction;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something about a customer that decisions depend on, in event order.
 *
 * @param factId the same on any run
 * @param eventId the event it comes from
 * @param eventType of that event; null if it only made known what had been so before
 * @param attributes of that event, as they are
 */
public record Fact(
    String factId,
    Kind kind,
    String customerId,
    long occurredAt,
    String eventId,
    @Nullable String eventType,
    @Nullable String channel,
    @Nullable String touchpoint,
    Map<String, @Nullable Object> attributes) {

  /** What kind of thing became known. */
  public enum Kind {
    /** Consent for a purpose was given or withdrawn: {@code consent_updated}. */
    CONSENT,
    /** A use of the data was objected to: {@code object}. */
    OBJECTION,
    /** Profile values changed: {@code profile_updated}. */
    PROFILE,
    /** A goal was reached: {@code purchase}, {@code application_completed}, ... */
    GOAL_REACHED,
    /** A complaint was made: {@code ticket_created} of kind {@code complaint}. */
    COMPLAINT_OPENED,
    /** A case was solved or closed, a complaint perhaps. */
    COMPLAINT_CLOSED,
    /** What was bought goes back: {@code return_requested}. */
    RETURNED,
    /** A list or channel was left: {@code unsubscribed}. */
    UNSUBSCRIBED,
    /** A contact with the company began. */
    CONTACT_OPENED,
    /** A contact with the company ended. */
    CONTACT_CLOSED,
    /** Everything about the customer is to be deleted: {@code erase}. */
    ERASED,
    /**
     * What was known under an anonymous id is known under the customer from now on: {@code
     * anonymous_id} and, if it was said, {@code method}.
     */
    IDENTITIES_MERGED
  }

  /**
   * Types of the events that become facts, in alphabetical order. Decisions and outcomes hear of no
   * others.
   */
  public static List<String> eventTypes() {
    return Facts.TYPES;
  }
}

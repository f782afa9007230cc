package io.waymark.domain.erasure;

/**
 * The receipt for an erasure: that one of our stores has nothing of somebody any more.
 *
 * @param pseudonym whose data it was: a salted hash of their id, in hexadecimal
 * @param store what was looked through
 * @param requestedAt the event time of the request, in epoch milliseconds; nothing from then or
 *     before is believed any more
 * @param erasedAt the time of day when it was done, in epoch milliseconds
 * @param removed how many entries of the store were theirs
 */
public record Erasure(String pseudonym, Store store, long requestedAt, long erasedAt, int removed) {

  /** What keeps something of people. Each writes receipts of its own. */
  public enum Store {
    /** Journeys of customers, or of devices under their own id. */
    JOURNEYS,
    /** Which devices a customer has used: {@code removed} is how many are asked to forget them. */
    LINKS,
    /** What a device knows of its customers; a receipt for each device. */
    DEVICES,
    /** Alerts. */
    ALERTS,
    /** What is planned and was decided for a customer. */
    INTERVENTIONS,
    /** What came of decisions. */
    OUTCOMES,
    /** Messages on their way. */
    DELIVERIES
  }
}

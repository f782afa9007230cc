package io.waymark.pipeline.journey;

/**
 * Names of the operators, which are their uids too: a checkpoint finds its state by them, so a
 * released one is never changed.
 */
public final class OperatorIds {
  /** Parts events from dead letters, and known customers from anonymous ones. */
  public static final String ARRIVALS = "arrivals";

  /** Which devices a customer has used. */
  public static final String CUSTOMERS_DEVICES = "customers-devices";

  /** Journeys of known customers. */
  public static final String JOURNEYS = "journeys";

  /** Journeys of those without a customer id, until it is known whose they are. */
  public static final String ANONYMOUS_JOURNEYS = "anonymous-journeys";

  private OperatorIds() {}

  /**
   * Like {@link #ARRIVALS}, of one of several topics.
   *
   * @param standard the topic that had the name to itself before there were others
   */
  static String arrivals(String topic, String standard) {
    return topic.equals(standard) ? ARRIVALS : ARRIVALS + "-" + topic;
  }
}

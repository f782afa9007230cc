package io.waymark.pipeline.journey;

/**
 * Names of the operators, which are their uids too: a checkpoint finds its state by them, so a
 * released one is never changed.
 */
public final class OperatorIds {
  /** Parts events from dead letters, and known customers from anonymous ones. */
  public static final String ARRIVALS = "arrivals";

  /** Journeys of known customers. */
  public static final String JOURNEYS = "journeys";

  /** Journeys of those without a customer id. */
  public static final String ANONYMOUS_JOURNEYS = "anonymous-journeys";

  private OperatorIds() {}
}

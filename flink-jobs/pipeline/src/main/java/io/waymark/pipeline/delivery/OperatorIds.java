package io.waymark.pipeline.delivery;

/**
 * Uids, and names, of the operators from triggers and alerts to deliveries. Their state is found by
 * them: a change drops it.
 */
public final class OperatorIds {
  public static final String TRIGGERS = "triggers-to-deliver";
  public static final String ALERTS = "alerts-to-deliver";
  public static final String FACTS = "facts-for-deliveries";
  public static final String REDELIVERIES = "redeliveries-to-deliver";
  public static final String GATE = "erased-to-deliver";
  public static final String RECIPIENTS = "recipients";
  public static final String OUTBOX = "outbox";

  private OperatorIds() {}
}

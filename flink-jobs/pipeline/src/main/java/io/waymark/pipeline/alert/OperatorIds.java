package io.waymark.pipeline.alert;

/**
 * Uids, and names, of the operators from signals to alerts. Their state is found by them: a change
 * drops it.
 */
public final class OperatorIds {
  public static final String RULES = "alert-rules";
  public static final String ALERTS = "raise-alerts";

  private OperatorIds() {}
}

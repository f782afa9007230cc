package io.waymark.pipeline.alert;

/**
 * Uids, and names, of the operators from signals to alerts. Their state is found by them: a change
 * drops it.
 */
public final class OperatorIds {
  public static final String ALERTS = "raise-alerts";
  public static final String STORMS = "limit-alert-storms";
  public static final String INCIDENTS = "raise-incidents";
  public static final String INTERVENTION_INCIDENTS = "raise-intervention-incidents";
  public static final String INTERVENTION_ALERTS = "alerts-of-interventions";
  public static final String INHIBITION = "inhibit-alerts";
  public static final String SITE_INHIBITION = "inhibit-alerts-of-site";
  public static final String CHANGES = "changes-of-alerts";
  public static final String CUSTOMERS_RULES = "customers-alerts-rules";
  public static final String CUSTOMERS_ALERTS = "customers-alerts";
  public static final String SIGNALS = "signals-of-alerts";
  public static final String ERASED = "erased-of-alerts";
  public static final String CARTS = "carts-of-alerts";
  public static final String READ_CARTS = "read-carts";

  private OperatorIds() {}
}

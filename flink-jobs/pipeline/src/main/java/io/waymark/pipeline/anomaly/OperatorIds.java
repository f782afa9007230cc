package io.waymark.pipeline.anomaly;

/**
 * Uids, and names, of the operators from figures to anomalies. Their state is found by them: a
 * change drops it.
 */
public final class OperatorIds {
  public static final String PLACES = "assess-pulses";
  public static final String IN_COHORTS = "signals-in-cohorts";
  public static final String COHORTS = "notice-cohorts";
  public static final String LEARN = "learn-places";

  public static final String DECIDED = "decisions-of-interventions";
  public static final String CAME_OF_IT = "outcomes-of-interventions";
  public static final String DELIVERED = "deliveries-of-interventions";
  public static final String INTERVENTIONS = "count-interventions";
  public static final String HEALTH = "assess-interventions";

  private OperatorIds() {}
}

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

  private OperatorIds() {}
}

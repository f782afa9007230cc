package io.waymark.pipeline.intervention;

/**
 * Uids, and names, of the operators from signals to triggers. Their state is found by them: a
 * change drops it.
 */
public final class OperatorIds {
  public static final String SIGNALS = "observe-signals";
  public static final String FACTS = "observe-facts";
  public static final String RULES = "intervention-rules";
  public static final String DECIDE = "decide-interventions";

  private OperatorIds() {}
}

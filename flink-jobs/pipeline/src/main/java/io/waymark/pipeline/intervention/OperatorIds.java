package io.waymark.pipeline.intervention;

/**
 * Uids, and names, of the operators from signals to triggers. Their state is found by them: a
 * change drops it.
 */
public final class OperatorIds {
  public static final String SIGNALS = "observe-signals";
  public static final String FACTS = "observe-facts";
  public static final String ERASURES = "hold-back-erased";

  /** Like {@link #ERASURES}, for those who are not known yet. */
  public static final String ERASURES_OF_ANONYMOUS = "hold-back-erased-anonymous";

  public static final String OF_ANONYMOUS = "observe-anonymous";
  public static final String OF_UNKNOWN = "observe-unknown";
  public static final String OF_CUSTOMERS = "observe-customers";
  public static final String RULE_DIRECTIONS = "intervention-rule-directions";
  public static final String PAUSE_DIRECTIONS = "intervention-pause-directions";
  public static final String RULES = "intervention-rules";
  public static final String DECIDE = "decide-interventions";

  /** Like {@link #DECIDE}, for those who are not known yet. */
  public static final String DECIDE_ANONYMOUS = "decide-anonymous-interventions";

  private OperatorIds() {}
}

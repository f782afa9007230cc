package io.waymark.pipeline.experiment;

/** Uids of operators: state is found by them, so they never change. */
final class OperatorIds {
  public static final String ERASURES = "hold-back-erased-outcomes";

  private OperatorIds() {}

  static final String ENROLMENTS = "outcome-enrolments";
  static final String FACTS = "outcome-facts";
  static final String SIGNALS = "outcome-signals";
  static final String ANONYMOUS = "outcome-anonymous";
  static final String KNOWN = "outcome-known";
  static final String WATCH_ANONYMOUS = "watch-anonymous-outcomes";
  static final String WATCH = "watch-outcomes";
  static final String PAUSES = "outcome-pauses";
  static final String NO_PAUSES = "outcome-no-pauses";
  static final String SUM = "sum-outcomes";
}

package io.waymark.pipeline.experiment;

/** Uids of operators: state is found by them, so they never change. */
final class OperatorIds {
  private OperatorIds() {}

  static final String ERASURES = "hold-back-erased-outcomes";
  static final String ERASURES_OF_ANONYMOUS = "hold-back-erased-anonymous-outcomes";
  static final String UNKNOWN = "outcome-unknown";
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

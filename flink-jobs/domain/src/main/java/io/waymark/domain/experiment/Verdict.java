package io.waymark.domain.experiment;

/**
 * What may be said of an experiment, at any time and as often as one looks. The sequential test
 * alone decides about the goal: the interval and the pooled z hold for a single look only, and the
 * same data may be significant by one method and not by another.
 */
public enum Verdict {
  /** The arms are not as large as they were meant to be: nothing else may be concluded. */
  SAMPLE_RATIO_MISMATCH,
  /** A guardrail is touched more often: it is paused. */
  HARMS,
  /** The goal is reached more often. */
  HELPS,
  /** The goal is reached less often. */
  HINDERS,
  /** No difference has been found so far. */
  OPEN,
  /** Too few windows are over to ask. */
  TOO_FEW
}

package io.waymark.domain.anomaly;

/**
 * What history says of a figure at this hour.
 *
 * @param expected median of the weeks
 * @param between median absolute deviation of the weeks
 * @param within median absolute deviation of the windows of one hour, median of the weeks
 * @param weeks of history
 */
record Baseline(double expected, double between, double within, int weeks) {
  /** With fewer weeks a static threshold decides. */
  static final int LEAST_WEEKS = 3;

  static final Baseline NONE = new Baseline(Double.NaN, 0, 0, 0);

  boolean isCold() {
    return weeks < LEAST_WEEKS;
  }

  /** Deviation to be expected of so many windows taken together. */
  double spread(int windows) {
    return Math.sqrt(between * between + within * within / windows);
  }
}

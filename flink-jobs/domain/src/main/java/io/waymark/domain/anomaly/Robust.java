package io.waymark.domain.anomaly;

import java.util.Arrays;

/** Location and scale that a few outliers don't move. */
final class Robust {
  /** The MAD of a normal distribution is this many standard deviations. */
  static final double NORMAL_MAD = 0.6745;

  private Robust() {}

  /** The median of the first {@code size} values, which are sorted on the way. */
  static double median(double[] values, int size) {
    Arrays.sort(values, 0, size);
    int middle = size / 2;
    return size % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /** The median distance from a centre; the values are lost on the way. */
  static double mad(double[] values, int size, double centre) {
    for (int i = 0; i < size; i++) {
      values[i] = Math.abs(values[i] - centre);
    }
    return median(values, size);
  }
}

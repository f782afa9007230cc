package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.Anomaly.Against;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Measure.Direction;

/**
 * Out of line beyond a limit, whatever is normal. Of shares the bound of Wilson has to be beyond
 * it: a few of a few prove nothing.
 *
 * @param limit beyond it is out of line, on the side that is worse
 * @param leastN made from fewer, it says nothing
 */
record Threshold(AnomalyPattern pattern, Measure measure, double limit, long leastN)
    implements Definition {

  @Override
  public Double threshold() {
    return limit;
  }

  @Override
  public Verdict judge(Window window) {
    Sums sums = window.figure(measure);
    return sums == null || sums.n() < leastN
        ? Verdict.NOTHING
        : judge(sums, measure.direction() == Direction.LOWER_IS_WORSE, limit);
  }

  static Verdict judge(Sums sums, boolean low, double threshold) {
    boolean beyond = low ? sums.value() < threshold : sums.value() > threshold;
    return new Verdict(
        Verdict.kind(beyond && isSurelyBeyond(sums, low, threshold, Deviation.CONFIDENCE), !beyond),
        sums.value(),
        threshold,
        sums.n(),
        Against.THRESHOLD);
  }

  static boolean isSurelyBeyond(Sums sums, boolean low, double threshold, double z) {
    if (!sums.isShare()) {
      return true;
    }
    return low
        ? Wilson.high(sums.numerator(), sums.denominator(), z) < threshold
        : Wilson.low(sums.numerator(), sums.denominator(), z) > threshold;
  }
}

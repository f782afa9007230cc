package io.waymark.domain.experiment;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Whether the arms are as large as they were meant to be. If they are not, assignments or outcomes
 * got lost on one side, and no figure of the comparison can be trusted (Fabijan et al., "Diagnosing
 * sample ratio mismatch in online controlled experiments", KDD 2019).
 */
public final class SampleRatio {
  /** Below this a deviation is no chance: it is looked at often, and blocks everything else. */
  public static final double MISMATCH_BELOW = 0.001;

  private static final ChiSquaredDistribution ONE_DEGREE = ChiSquaredDistribution.of(1);

  private SampleRatio() {}

  /**
   * Pearson's chi-square; null of nobody, or if an arm was meant to be empty.
   *
   * @param planned share of the holdout, 0..1
   */
  public static @Nullable Double chiSquare(long treatment, long holdout, double planned) {
    double n = (double) treatment + holdout;
    if (n == 0 || planned <= 0 || planned >= 1) {
      return null;
    }
    double deviation = holdout - n * planned;
    return deviation * deviation / (n * planned * (1 - planned));
  }

  /** How likely arms at least so far from the plan are; null as above. */
  public static @Nullable Double p(long treatment, long holdout, double planned) {
    Double chiSquare = chiSquare(treatment, holdout, planned);
    return chiSquare == null ? null : ONE_DEGREE.survivalProbability(chiSquare);
  }
}

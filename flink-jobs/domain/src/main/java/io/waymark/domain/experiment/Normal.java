package io.waymark.domain.experiment;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution. */
final class Normal {
  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

  /** How far a 95 % interval reaches to each side, in standard errors. */
  static final double Z95 = STANDARD.inverseSurvivalProbability(0.025);

  private Normal() {}

  /** How likely a value at least so far from zero is, to either side. */
  static double twoSided(double z) {
    return 2 * STANDARD.survivalProbability(Math.abs(z));
  }
}

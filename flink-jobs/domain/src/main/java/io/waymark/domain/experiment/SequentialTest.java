package io.waymark.domain.experiment;

/**
 * The mixture sequential probability ratio test, whose p may be looked at as often as one likes:
 * Johari, Koomen, Pekelis and Walsh, "Always valid inference: continuous monitoring of A/B tests",
 * Operations Research 70 (2022). It mixes over normally distributed effects around none.
 *
 * <p>The ratio rests on the rates being nearly normal. So it is asked only once each arm is large
 * enough for ten successes and ten failures at the rate of both together.
 */
public final class SequentialTest {
  /** The standard deviation of the effects it looks for: two points. */
  public static final double TAU = 0.02;

  /** What a finding is given up to be wrong. */
  public static final double ALPHA = 0.05;

  private static final double ENOUGH = 10;

  private SequentialTest() {}

  /**
   * The natural logarithm of the likelihood ratio of some effect to none.
   *
   * @param variance of the difference, above zero
   */
  static double logRatio(double difference, double variance, double tau) {
    double both = variance + tau * tau;
    return 0.5 * Math.log(variance / both)
        + tau * tau * difference * difference / (2 * variance * both);
  }

  /** The same of the rates so far; no evidence either way while there are too few. */
  static double logRatio(RateDifference rates) {
    if (!isEnough(rates)) {
      return 0;
    }
    double variance = rates.variance();
    return variance > 0 ? logRatio(rates.value(), variance, TAU) : 0;
  }

  /** Whether there are enough customers in both arms to ask at all. */
  static boolean isEnough(RateDifference rates) {
    Proportion treatment = rates.treatment();
    Proportion holdout = rates.holdout();
    double n = (double) treatment.n() + holdout.n();
    double successes = (double) treatment.successes() + holdout.successes();
    double rarer = Math.min(successes, n - successes) / n;
    return Math.min(treatment.n(), holdout.n()) * rarer >= ENOUGH;
  }

  /**
   * The p that is valid at all times.
   *
   * @param maxLogRatio the largest logarithm of the ratio there has been
   */
  static double p(double maxLogRatio) {
    return Math.min(1, Math.exp(-maxLogRatio));
  }
}

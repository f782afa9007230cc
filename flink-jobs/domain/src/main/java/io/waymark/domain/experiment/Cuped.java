package io.waymark.domain.experiment;

import org.jspecify.annotations.Nullable;

/**
 * The difference of means, freed from what was to be expected of the customers before they were
 * assigned: Deng, Xu, Kohavi and Walker, "Improving the sensitivity of online controlled
 * experiments by utilizing pre-experiment data", WSDM 2013. Who has no history is given the mean
 * history and an indicator of having none; the two regressors are orthogonal then, so each is
 * adjusted for on its own.
 */
final class Cuped {
  private Cuped() {}

  /** Cov(x, y) / var(x); null if x does not vary. */
  static @Nullable Double theta(Moments pairs) {
    return pairs.xx() > 0 ? pairs.xy() / pairs.xx() : null;
  }

  /** Variance of y adjusted by x, per customer; null of fewer than two. */
  static @Nullable Double variance(Moments pairs) {
    if (pairs.n() < 2) {
      return null;
    }
    Double theta = theta(pairs);
    double explained = theta == null ? 0 : theta * pairs.xy();
    return Math.max(0, pairs.yy() - explained) / (pairs.n() - 1);
  }

  /** Null if an arm has fewer than two customers. */
  static @Nullable Estimate difference(Values treatment, Values holdout) {
    Moments t = treatment.all();
    Moments c = holdout.all();
    if (t.n() < 2 || c.n() < 2) {
      return null;
    }
    Moments known = treatment.known().plus(holdout.known());
    Moments unknown = treatment.unknown().plus(holdout.unknown());
    Double theta = theta(known);
    double meanX = known.meanX();
    double ofHistory = theta == null ? 0 : theta;
    double ofNone = known.n() == 0 || unknown.n() == 0 ? 0 : unknown.meanY() - known.meanY();
    double difference =
        t.meanY()
            - c.meanY()
            - ofHistory * (imputed(treatment, meanX) - imputed(holdout, meanX))
            + ofNone * (treatment.historyShare() - holdout.historyShare());
    double variance =
        residual(treatment, meanX, ofHistory, ofNone) / (t.n() - 1) / t.n()
            + residual(holdout, meanX, ofHistory, ofNone) / (c.n() - 1) / c.n();
    double half = Normal.Z95 * Math.sqrt(variance);
    return new Estimate(difference, new Interval(difference - half, difference + half));
  }

  /** Mean of x about the mean of all who have one, which those get who have none. */
  private static double imputed(Values arm, double meanX) {
    return arm.known().n() == 0 ? 0 : arm.historyShare() * (arm.known().meanX() - meanX);
  }

  /** Sum of the squared deviations of what is left of y in an arm. */
  private static double residual(Values arm, double meanX, double ofHistory, double ofNone) {
    Moments known = arm.known();
    double mean = known.meanY() - ofHistory * (known.meanX() - meanX);
    double within = known.yy() - 2 * ofHistory * known.xy() + ofHistory * ofHistory * known.xx();
    Moments left = new Moments(known.n(), 0, mean, 0, Math.max(0, within), 0);
    Moments unknown = arm.unknown();
    return left.plus(new Moments(unknown.n(), 0, unknown.meanY() - ofNone, 0, unknown.yy(), 0))
        .yy();
  }
}

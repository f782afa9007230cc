package io.waymark.domain.experiment;

import org.jspecify.annotations.Nullable;

/**
 * By how much more often those assigned to an intervention reached the goal than those kept
 * without: by intention to treat, so everybody assigned counts, whatever was decided about them
 * afterwards. What is not defined, for want of customers, is null.
 */
public record RateDifference(Proportion treatment, Proportion holdout) {

  /** In shares, 0.02 being two points; null unless there are both. */
  public @Nullable Double difference() {
    return isDefined() ? value() : null;
  }

  /**
   * Newcombe's hybrid score interval (method 10 of "Interval estimation for the difference between
   * independent proportions: comparison of eleven methods", Statistics in Medicine 17, 1998), from
   * the two intervals of Wilson.
   */
  public @Nullable Interval newcombe() {
    Interval ofTreatment = treatment.wilson();
    Interval ofHoldout = holdout.wilson();
    if (ofTreatment == null || ofHoldout == null) {
      return null;
    }
    double t = treatment.share();
    double c = holdout.share();
    return new Interval(
        value() - Math.hypot(t - ofTreatment.low(), ofHoldout.high() - c),
        value() + Math.hypot(ofTreatment.high() - t, c - ofHoldout.low()));
  }

  /** The difference relative to the rate without; null also if nobody reached the goal without. */
  public @Nullable Double lift() {
    return isDefined() && holdout.successes() > 0 ? value() / holdout.share() : null;
  }

  /** How many more of the treatment reached the goal than would have without. */
  public @Nullable Double incremental() {
    return isDefined() ? value() * treatment.n() : null;
  }

  /**
   * The effect on those for whom something was in fact issued (complier average causal effect;
   * Angrist, Imbens and Rubin, Journal of the American Statistical Association 91, 1996): nobody of
   * the holdout gets anything, and being assigned does nothing in itself.
   *
   * @param issued how many of the treatment
   */
  public @Nullable Double onTreated(long issued) {
    return isDefined() && issued > 0 ? value() * treatment.n() / issued : null;
  }

  /**
   * The difference in standard errors under the assumption that there is none, pooled. For
   * reference only: it holds for one look at a moment fixed before, not for watching.
   */
  public @Nullable Double pooledZ() {
    if (!isDefined()) {
      return null;
    }
    long n = treatment.n() + holdout.n();
    double pooled = (double) (treatment.successes() + holdout.successes()) / n;
    double variance = pooled * (1 - pooled) * (1.0 / treatment.n() + 1.0 / holdout.n());
    return variance > 0 ? value() / Math.sqrt(variance) : null;
  }

  /** How likely a {@link #pooledZ} at least so far from zero is, if there is no difference. */
  public @Nullable Double pooledP() {
    Double z = pooledZ();
    return z == null ? null : Normal.twoSided(z);
  }

  boolean isDefined() {
    return treatment.n() > 0 && holdout.n() > 0;
  }

  double value() {
    return treatment.share() - holdout.share();
  }

  /** Of the difference, unpooled. */
  double variance() {
    return treatment.variance() + holdout.variance();
  }
}

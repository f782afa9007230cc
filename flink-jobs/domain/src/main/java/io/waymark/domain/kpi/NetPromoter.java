package io.waymark.domain.kpi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The net promoter score, -100 to 100. */
public record NetPromoter(double promoters, double passives, double detractors) {
  private static final double NORMAL_95 = 1.959963984540054;

  /** What an answer counts as. */
  public enum Answer {
    /** 9 and 10. */
    PROMOTER,
    /** 7 and 8. */
    PASSIVE,
    /** 0 to 6: zero is one, too. */
    DETRACTOR;

    /** Empty for what is no whole number from 0 to 10. */
    public static Optional<Answer> of(double score) {
      if (score != Math.rint(score) || !(score >= 0 && score <= 10)) {
        return Optional.empty();
      }
      return Optional.of(score >= 9 ? PROMOTER : score >= 7 ? PASSIVE : DETRACTOR);
    }
  }

  public double answers() {
    return promoters + passives + detractors;
  }

  /** A hundred times the difference of the shares. */
  public @Nullable Double score() {
    return new Ratio(100 * (promoters - detractors), answers()).value();
  }

  /** Standard error of the score. */
  public @Nullable Double standardError() {
    double n = answers();
    if (!(n > 0)) {
      return null;
    }
    double p = promoters / n;
    double d = detractors / n;
    return 100 * Math.sqrt((p + d - (p - d) * (p - d)) / n);
  }

  /** Lower end of the 95 % confidence interval. */
  public @Nullable Double low() {
    return bound(-NORMAL_95);
  }

  /** Upper end of the 95 % confidence interval. */
  public @Nullable Double high() {
    return bound(NORMAL_95);
  }

  private @Nullable Double bound(double z) {
    Double score = score();
    Double error = standardError();
    return score == null || error == null ? null : (Double) (score + z * error);
  }
}

package io.waymark.domain.experiment;

import org.jspecify.annotations.Nullable;

/**
 * How many of some did something.
 *
 * @param successes those who did
 * @param n all of them
 */
public record Proportion(long successes, long n) {

  public Proportion {
    if (successes < 0 || successes > n) {
      throw new IllegalArgumentException(successes + " of " + n);
    }
  }

  /** The share; null of nobody. */
  public @Nullable Double rate() {
    return n == 0 ? null : share();
  }

  /** The share; not a number of nobody. */
  double share() {
    return (double) successes / n;
  }

  /** Variance of the share as an estimate. */
  double variance() {
    return share() * (1 - share()) / n;
  }

  /**
   * The score interval of Wilson, "Probable inference, the law of succession, and statistical
   * inference", Journal of the American Statistical Association 22 (1927): it stays within 0 to 1
   * and has a width even where all or none succeeded. Null of nobody.
   */
  public @Nullable Interval wilson() {
    if (n == 0) {
      return null;
    }
    double z = Normal.Z95;
    double shrink = 1 + z * z / n;
    double centre = (share() + z * z / (2 * n)) / shrink;
    double half = z * Math.sqrt(variance() + z * z / (4.0 * n * n)) / shrink;
    return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}

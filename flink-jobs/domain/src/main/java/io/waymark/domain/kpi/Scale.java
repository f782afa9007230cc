package io.waymark.domain.kpi;

import java.util.Optional;

/**
 * What the answers to a question may be: whole numbers, both ends included.
 *
 * @param higherIsBetter false of a question that asks for the effort it took, as CES 1.0 does
 */
public record Scale(double min, double max, boolean higherIsBetter) {
  public Scale {
    if (!(min < max)) {
      throw new IllegalArgumentException("want min < max, not " + min + ", " + max);
    }
  }

  /** Whether it is in one of the two best boxes (CSAT); empty if it is no answer on the scale. */
  public Optional<Boolean> topTwoBox(double score) {
    if (!has(score)) {
      return Optional.empty();
    }
    return Optional.of(higherIsBetter ? score >= max - 1 : score <= min + 1);
  }

  /**
   * From 0, hard, to 1, easy (CES), whichever way the question was asked; empty if it is no answer
   * on the scale.
   */
  public Optional<Double> ease(double score) {
    if (!has(score)) {
      return Optional.empty();
    }
    double share = (score - min) / (max - min);
    return Optional.of(higherIsBetter ? share : 1 - share);
  }

  /**
   * Whether somebody asked if it was easy agrees, as 5 to 7 of 1 to 7 (CES 2.0): above the middle;
   * empty if the question was another, how much effort it took, or it is no answer on the scale.
   */
  public Optional<Boolean> agreesThatItWasEasy(double score) {
    return higherIsBetter && has(score) ? Optional.of(score > (min + max) / 2) : Optional.empty();
  }

  private boolean has(double score) {
    return score == Math.rint(score) && score >= min && score <= max;
  }
}

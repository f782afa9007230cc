package io.waymark.domain.kpi;

import org.jspecify.annotations.Nullable;

/**
 * A share or a mean.
 *
 * @param denominator at or below zero nothing is defined
 */
public record Ratio(double numerator, double denominator) {

  /** Null of nothing: of no calls neither all nor none were answered in time. */
  public @Nullable Double value() {
    return denominator > 0 ? (Double) (numerator / denominator) : null;
  }

  /** Of two groups together, which is not the mean of both. */
  public Ratio plus(Ratio other) {
    return new Ratio(numerator + other.numerator, denominator + other.denominator);
  }
}

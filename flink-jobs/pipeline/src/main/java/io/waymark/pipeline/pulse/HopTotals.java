package io.waymark.pipeline.pulse;

import org.jspecify.annotations.Nullable;

/** The journeys that went from one stage to another, and what time they had spent there. */
final class HopTotals {
  private double journeys;
  private final Quantiles spent;

  HopTotals() {
    this(0, new Quantiles());
  }

  HopTotals(double journeys, Quantiles spent) {
    this.journeys = journeys;
    this.spent = spent;
  }

  void add(double amount, @Nullable Long spentMillis) {
    journeys += amount;
    if (spentMillis != null && amount > 0) {
      spent.add(spentMillis);
    }
  }

  void add(HopTotals other) {
    journeys += other.journeys;
    spent.add(other.spent);
  }

  long journeys() {
    return Math.round(journeys);
  }

  Quantiles spent() {
    return spent;
  }
}

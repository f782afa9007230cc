package io.waymark.domain.pulse;

import org.jspecify.annotations.Nullable;

/** What was read in one place and window, all together. */
public interface Totals {

  double sum(Tally tally);

  /** How many values there are. */
  long samples(Quantity quantity);

  /**
   * Null if there is no value.
   *
   * @param rank 0 to 1
   */
  @Nullable Double quantile(Quantity quantity, double rank);

  /** How many distinct ones were seen, about. */
  long distinct(Crowd crowd);
}

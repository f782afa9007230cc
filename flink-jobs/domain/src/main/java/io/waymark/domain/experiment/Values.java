package io.waymark.domain.experiment;

import org.jspecify.annotations.Nullable;

/**
 * What the customers of an arm were worth in their windows.
 *
 * @param known of customers with a history: x is their worth before the assignment
 * @param unknown of customers without; their x says nothing
 */
public record Values(Moments known, Moments unknown) {
  public static final Values NONE = new Values(Moments.NONE, Moments.NONE);

  /**
   * With one more customer.
   *
   * @param before worth before the assignment; null if nothing is known of that time
   */
  Values with(@Nullable Double before, double value) {
    return before == null
        ? new Values(known, unknown.with(0, value))
        : new Values(known.with(before, value), unknown);
  }

  /** With or without a history. */
  Moments all() {
    return new Moments(known.n(), 0, known.meanY(), 0, known.yy(), 0)
        .plus(new Moments(unknown.n(), 0, unknown.meanY(), 0, unknown.yy(), 0));
  }

  /** Share of customers with a history. */
  double historyShare() {
    return (double) known.n() / (known.n() + unknown.n());
  }
}

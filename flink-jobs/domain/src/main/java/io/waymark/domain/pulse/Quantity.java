package io.waymark.domain.pulse;

/** What quantiles are asked of. */
public enum Quantity {
  /** Milliseconds until an answer, or until the customer left. */
  WAIT,
  /** Largest contentful paint, in milliseconds. */
  LCP,
  /** Interaction to next paint, in milliseconds. */
  INP,
  /** Cumulative layout shift. */
  CLS
}

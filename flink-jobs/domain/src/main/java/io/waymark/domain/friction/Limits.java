package io.waymark.domain.friction;

import java.io.Serializable;
import java.time.Duration;

/**
 * Bounds of one customer's state.
 *
 * @param outOfOrderness milliseconds within which the answer does not depend on arrival order
 * @param instancesPerRule most instances of one rule; beyond it the least recently touched one is
 *     dropped and counted
 * @param stateBytes most bytes of a customer's stored state; beyond it evidence, then instances are
 *     dropped and counted
 */
public record Limits(long outOfOrderness, int instancesPerRule, int stateBytes)
    implements Serializable {
  public static final Limits DEFAULT = new Limits(1_000, 256, 32 * 1024);

  /** The same bounds for events that come later than these, or not so late. */
  public Limits withOutOfOrderness(Duration bound) {
    return new Limits(bound.toMillis(), instancesPerRule, stateBytes);
  }
}

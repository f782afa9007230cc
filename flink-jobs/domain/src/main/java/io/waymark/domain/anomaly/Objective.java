package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Measure.Direction;

/**
 * What share of something is to be good.
 *
 * @param measure a share
 * @param target that share, between 0 and 1
 * @param leastEvents with fewer in a window its burn rate says nothing
 */
public record Objective(Measure measure, double target, long leastEvents) {
  /**
   * @throws IllegalArgumentException if the measure is not a share that can be worse, or the budget
   *     cannot burn as fast as is asked for
   */
  public Objective {
    if (measure.unit() != Measure.Unit.SHARE || measure.direction() == Direction.NEITHER) {
      throw new IllegalArgumentException(measure.id() + " is no share of good or bad");
    }
    if (!(target > 0 && target < 1)) {
      throw new IllegalArgumentException("a target between 0 % and 100 %, not " + target);
    }
    if (BurnRate.FASTEST * (1 - target) >= 1) {
      throw new IllegalArgumentException(
          "a budget of "
              + Math.round(100 * (1 - target))
              + " % never burns "
              + BurnRate.FASTEST
              + " times as fast as it may: the target has to be above "
              + Math.ceil(1000 * (1 - 1 / BurnRate.FASTEST)) / 10
              + " %");
    }
    if (leastEvents < 1) {
      throw new IllegalArgumentException("at least one event, not " + leastEvents);
    }
  }
}

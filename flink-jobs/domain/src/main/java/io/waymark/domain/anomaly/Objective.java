package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Measure.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * What share of something is to be good.
 *
 * @param measure a share
 * @param target that share, between 0 and 1
 * @param leastEvents with fewer in a window its burn rate says nothing
 */
public record Objective(Measure measure, double target, long leastEvents) {
  /**
   * Takes what has no {@link #problems}.
   *
   * @throws IllegalArgumentException with all of them, if it has
   */
  public Objective {
    List<String> problems = problems(measure, target, leastEvents);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** All that is wrong with one: empty if nothing is. */
  public static List<String> problems(Measure measure, double target, long leastEvents) {
    List<String> problems = new ArrayList<>();
    if (measure.unit() != Measure.Unit.SHARE || measure.direction() == Direction.NEITHER) {
      problems.add(measure.id() + " is no share of good or bad");
    } else if (measure == Measure.TREATED_HARM) {
      problems.add(measure.id() + " is counted since the beginning, not in a window");
    }
    if (!(target > 0 && target < 1)) {
      problems.add("a target between 0 % and 100 %, not " + target);
    } else if (BurnRate.FASTEST * (1 - target) >= 1) {
      problems.add(
          "a budget of "
              + Math.round(100 * (1 - target))
              + " % never burns "
              + BurnRate.FASTEST
              + " times as fast as it may: the target has to be above "
              + Math.ceil(1000 * (1 - 1 / BurnRate.FASTEST)) / 10
              + " %");
    }
    if (leastEvents < 1) {
      problems.add("at least one event, not " + leastEvents);
    }
    return problems;
  }
}

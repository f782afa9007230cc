package io.waymark.domain.reference;

import io.waymark.domain.rule.Pattern.Points;
import io.waymark.domain.rule.Pattern.Score;
import java.util.ArrayList;
import java.util.List;

/** {@code score: {add, half_life, at_least, rearm_below}}. */
final class ScoreMeaning {
  private ScoreMeaning() {}

  /** The events at which it fires. */
  static List<Integer> fires(Score score, InstanceView view) {
    List<Integer> fires = new ArrayList<>();
    double s = 0;
    boolean armed = true;
    long last = 0;
    for (int e = 0; e < view.size(); e++) {
      if (view.cancels(e)) {
        s = 0;
        armed = true;
      }
      double points = 0;
      boolean adds = false;
      for (Points add : score.add()) {
        if (view.opens(e, add.of())) {
          points += add.points();
          adds = true;
        }
      }
      if (!adds) {
        continue;
      }
      if (score.halfLife() != null) {
        s = s * Math.pow(2, -(double) (view.time(e) - last) / score.halfLife());
      }
      last = view.time(e);
      if (s < score.rearmBelow()) {
        armed = true;
      }
      s += points;
      if (s >= score.atLeast() && armed) {
        fires.add(e);
        armed = false;
      }
    }
    return fires;
  }
}

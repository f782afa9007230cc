package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Pattern.Points;
import io.waymark.domain.rule.Pattern.Score;

/**
 * {@code score}. United: both decay to that time and add up, unless nothing is left of one; armed
 * if both are.
 */
final class PlainScore implements PlainPattern.AtEvent {
  private final Score score;
  private double s;
  private long last;
  private boolean armed = true;

  PlainScore(Score score) {
    this.score = score;
  }

  @Override
  public void cancel() {
    s = 0;
    armed = true;
  }

  @Override
  public boolean comesTrueAt(Event event) {
    double points = 0;
    boolean adds = false;
    for (Points add : score.add()) {
      if (InstanceView.matches(event, add.of(), null)) {
        points += add.points();
        adds = true;
      }
    }
    if (!adds) {
      return false;
    }
    s = at(event.time());
    last = event.time();
    armed |= s < score.rearmBelow();
    s += points;
    boolean fires = s >= score.atLeast() && armed;
    armed &= !fires;
    return fires;
  }

  private double at(long time) {
    Long half = score.halfLife();
    return half == null ? s : s * Math.pow(2, -(double) (time - last) / half);
  }

  @Override
  public void unite(PlainPattern other, long at) {
    PlainScore that = (PlainScore) other;
    armed &= that.armed;
    if (at(at) == 0) {
      s = that.s;
      last = that.last;
    } else if (that.at(at) != 0) {
      s = at(at) + that.at(at);
      last = at;
    }
  }
}

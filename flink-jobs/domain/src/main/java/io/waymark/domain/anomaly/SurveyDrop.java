package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.Anomaly.Against;
import io.waymark.domain.pulse.Measure;
import java.util.List;

/**
 * The latest answers, {@value #LEAST_N} or those of the few windows that have so many, are worse
 * than those of the last eight weeks by more than chance explains: the bound of the interval is
 * below, at {@link Deviation#FIRING_Z} standard errors, for it is asked 288 times a day. Of a score
 * from -100 to 100 the widest error is taken that the mean allows: how many promoters there are is
 * not told.
 */
record SurveyDrop(AnomalyPattern pattern, Measure measure) implements Definition {
  private static final double LEAST_N = 50;
  private static final double LEAST_HISTORY = 200;
  private static final long WEEK = 7 * 24 * BusinessCalendar.HOUR;
  private static final long DAY = 24 * BusinessCalendar.HOUR;
  private static final int WEEKS = 8;
  private static final double NPS_SCALE = 100;

  @Override
  public List<Trail.Spec> trails() {
    return List.of(latest(), history());
  }

  private Trail.Spec latest() {
    // A window in which nobody answers takes no slot, so so many are always enough.
    return new Trail.Spec(measure, Window.LENGTH, (int) LEAST_N);
  }

  private Trail.Spec history() {
    return new Trail.Spec(measure, WEEK, WEEKS + 1);
  }

  @Override
  public Verdict judge(Window window) {
    if (window.figure(measure) == null) {
      return Verdict.NOTHING;
    }
    Trail.Total latest = window.trail(latest()).since(window.end() - DAY, LEAST_N);
    Trail before = window.trail(history());
    Trail.Total all = before.since(window.end() - (WEEKS + 1) * WEEK);
    double history = all.denominator() - latest.denominator();
    if (latest.denominator() < LEAST_N || history < LEAST_HISTORY) {
      return Verdict.NOTHING;
    }
    double expected = (all.numerator() - latest.numerator()) / history;
    double reading = latest.mean();
    return new Verdict(
        Verdict.kind(
            high(latest, Deviation.FIRING_Z) < expected,
            high(latest, Deviation.CALM_Z) >= expected),
        reading,
        expected,
        (long) latest.denominator(),
        Against.NORMAL);
  }

  /** Upper bound of the mean. */
  private double high(Trail.Total total, double z) {
    if (measure.unit() == Measure.Unit.SHARE) {
      return Wilson.high(total.numerator(), total.denominator(), z);
    }
    double share = total.mean() / NPS_SCALE;
    return total.mean()
        + z * NPS_SCALE * Math.sqrt(Math.max(0, 1 - share * share) / total.denominator());
  }
}

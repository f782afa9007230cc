package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.Anomaly.Against;
import io.waymark.domain.pulse.Measure;
import java.util.List;

/**
 * A service level over the trailing half hour is below its target, and missed for more contacts
 * than is normal at this hour. While there is too little history the target alone decides, if the
 * bound of Wilson is below it too.
 */
record LevelBreach(AnomalyPattern pattern, Measure measure, double target) implements Definition {
  private static final int WINDOWS = 6;
  private static final double LEAST_N = 20;
  private static final double MISSED_MORE = 1.3;

  @Override
  public Double threshold() {
    return target;
  }

  @Override
  public List<Trail.Spec> trails() {
    return List.of(spec());
  }

  private Trail.Spec spec() {
    return new Trail.Spec(measure, Window.LENGTH, WINDOWS);
  }

  @Override
  public Verdict judge(Window window) {
    Trail.Total total = worse(window);
    if (total.denominator() < LEAST_N) {
      return Verdict.NOTHING;
    }
    double level = total.mean();
    long n = (long) total.denominator();
    Baseline baseline = window.baseline(measure);
    if (baseline.isCold()) {
      double high = Wilson.high(total.numerator(), total.denominator(), Deviation.FIRING_Z);
      return new Verdict(
          Verdict.kind(high < target, level >= target), level, target, n, Against.THRESHOLD);
    }
    double expected = baseline.expected();
    double chance = Deviation.chanceOfShare(expected, total.denominator());
    double mad = Math.max(baseline.spread(WINDOWS), chance);
    double z = Robust.NORMAL_MAD * (expected - level) / mad;
    boolean out =
        level < target && z >= Deviation.FIRING_Z && 1 - level >= MISSED_MORE * (1 - expected);
    boolean calm = level >= target || z < Deviation.CALM_Z;
    return new Verdict(Verdict.kind(out, calm), level, expected, n, Against.NORMAL);
  }

  /**
   * Of what is known in full and what is known already: who still waits has not been missed yet.
   */
  private Trail.Total worse(Window window) {
    long end = window.end(measure);
    Trail trail = window.trail(spec());
    Trail.Total full = trail.since(end - WINDOWS * Window.LENGTH);
    Sums fresh = window.fresh(measure);
    if (fresh == null || end == window.end()) {
      return full;
    }
    Trail.Total before = trail.since(end - (WINDOWS - 1) * Window.LENGTH);
    Trail.Total already =
        new Trail.Total(
            before.numerator() + fresh.numerator(), before.denominator() + fresh.denominator());
    return already.mean() < full.mean() || full.denominator() < LEAST_N ? already : full;
  }
}

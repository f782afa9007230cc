package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.Anomaly.Against;
import io.waymark.domain.pulse.Measure;

/**
 * Much less than normal, or nothing where something should be. Says nothing without history: then
 * nobody knows whether it should.
 */
record Silence(AnomalyPattern pattern, Measure measure) implements Definition {
  private static final double LEAST_EXPECTED = 30;
  private static final double FAR_BELOW = 0.4;
  private static final double NEARLY_NORMAL = 0.7;

  /** In a window, for it to be odd that none comes. */
  private static final double EXPECTED_OF_NONE = 5;

  /** Of none: what comes in clusters often stays away. Of chance alone it is that of five. */
  private static final double ODD_Z = 2.2;

  @Override
  public Verdict judge(Window window) {
    Sums sums = window.figure(measure);
    Baseline baseline = window.baseline(measure);
    if (sums == null || baseline.isCold()) {
      return Verdict.NOTHING;
    }
    double expected = baseline.expected();
    double chance = Robust.NORMAL_MAD * Math.sqrt(Math.max(1, expected));
    double mad = Math.max(baseline.spread(1), chance);
    double z = Robust.NORMAL_MAD * (expected - sums.value()) / mad;
    boolean none = sums.value() == 0 && expected >= EXPECTED_OF_NONE && z >= ODD_Z;
    boolean farBelow =
        z >= Deviation.FIRING_Z
            && expected >= LEAST_EXPECTED
            && sums.value() <= FAR_BELOW * expected;
    boolean calm = !none && (z < Deviation.CALM_Z || sums.value() >= NEARLY_NORMAL * expected);
    return new Verdict(
        Verdict.kind(none || farBelow, calm), sums.value(), expected, sums.n(), Against.NORMAL);
  }
}

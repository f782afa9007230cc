package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.Anomaly.Against;
import io.waymark.domain.pulse.Measure;

/**
 * More of the treated opt out or complain than of those held out: the interval of the difference by
 * Newcombe, "Interval estimation for the difference between independent proportions", Statistics in
 * Medicine 17 (1998), method 10, is above 0 at {@link Deviation#FIRING_Z} standard errors.
 */
record HarmGuardrail(AnomalyPattern pattern, Measure measure) implements Definition {

  @Override
  public Verdict judge(Window window) {
    Sums treated = window.figure(measure);
    Sums heldOut = window.figure(Measure.HELD_OUT_HARM);
    if (treated == null || heldOut == null) {
      return Verdict.NOTHING;
    }
    return new Verdict(
        Verdict.kind(
            low(treated, heldOut, Deviation.FIRING_Z) > 0,
            low(treated, heldOut, Deviation.CALM_Z) <= 0),
        treated.value(),
        heldOut.value(),
        treated.n(),
        Against.HELD_OUT);
  }

  private static double low(Sums treated, Sums heldOut, double z) {
    double below = treated.value() - Wilson.low(treated.numerator(), treated.denominator(), z);
    double above = Wilson.high(heldOut.numerator(), heldOut.denominator(), z) - heldOut.value();
    return treated.value() - heldOut.value() - Math.hypot(below, above);
  }
}

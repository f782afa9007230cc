package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.Anomaly.Against;
import io.waymark.domain.pulse.Measure;

/**
 * Somebody has waited for three minutes, and in the whole window nobody was answered. Events don't
 * tell who is available to answer: that nobody does stands for it. Where snapshots of the queue do
 * tell, {@link Unattended} says it, and this one nothing, or it would be told twice.
 */
record CapacityGap(AnomalyPattern pattern, Measure measure) implements Definition {
  private static final double LONG = 180_000;

  @Override
  public Verdict judge(Window window) {
    Sums waiting = window.figure(measure);
    Sums oldest = window.figure(Measure.WAIT_OLDEST);
    Sums answered = window.figure(Measure.ANSWERED);
    if (waiting == null) {
      return Verdict.NOTHING;
    }
    if (Unattended.tells(window)) {
      return new Verdict(Verdict.Kind.CALM, waiting.value(), 0, waiting.n(), Against.THRESHOLD);
    }
    boolean unanswered = answered == null || answered.value() == 0;
    boolean out = unanswered && waiting.value() > 0 && oldest != null && oldest.value() >= LONG;
    return new Verdict(
        Verdict.kind(out, !unanswered || waiting.value() == 0),
        waiting.value(),
        0,
        waiting.n(),
        Against.THRESHOLD);
  }
}

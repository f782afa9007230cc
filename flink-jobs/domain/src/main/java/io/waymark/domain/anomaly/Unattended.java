package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.Anomaly.Against;
import io.waymark.domain.pulse.Measure;

/**
 * Somebody waits and nobody is available, or more than five wait for each who is, for three of the
 * five minutes of a window, as snapshots of the queue say.
 */
record Unattended(AnomalyPattern pattern, Measure measure) implements Definition {
  private static final double THREE_OF_FIVE = 0.6;
  private static final long LEAST_N = 3;

  /** Whether there are enough snapshots to tell. */
  static boolean tells(Window window) {
    Sums snapshots = window.figure(Measure.CAPACITY_SHORT);
    return snapshots != null && snapshots.n() >= LEAST_N;
  }

  @Override
  public int windows() {
    return 1;
  }

  @Override
  public Verdict judge(Window window) {
    Sums snapshots = window.figure(measure);
    if (snapshots == null || snapshots.n() < LEAST_N) {
      return Verdict.NOTHING;
    }
    boolean out = snapshots.value() >= THREE_OF_FIVE;
    return new Verdict(
        Verdict.kind(out, snapshots.value() < THREE_OF_FIVE / 2),
        snapshots.value(),
        THREE_OF_FIVE,
        snapshots.n(),
        Against.THRESHOLD);
  }
}

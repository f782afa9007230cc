package io.waymark.domain.anomaly;

import io.waymark.domain.anomaly.Anomaly.Against;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Measure.Direction;
import org.jspecify.annotations.Nullable;

/**
 * Far from what is normal at this hour of the week: by the modified z-score of Iglewicz and
 * Hoaglin, "How to detect and handle outliers" (1993), 0.6745 * (x - median) / MAD, at least {@link
 * #FIRING_Z}, and by so much that it matters. The MAD has a floor: what chance alone makes of a
 * share or a count, and a twentieth of the median of others. Shares are drawn to what is expected
 * as if {@link #PRIOR_N} more had been seen, and their bound of Wilson has to be beyond it.
 *
 * @param ratio reading to expected at which it matters, more than 1 or less than 1
 * @param floor least distance that matters
 * @param least reading that matters
 * @param leastN made from fewer, it says nothing
 * @param limit threshold while there is too little history; null: the same change against the
 *     history there is, and for shares against about the last day
 */
record Deviation(
    AnomalyPattern pattern,
    Measure measure,
    double ratio,
    double floor,
    double least,
    long leastN,
    @Nullable Double limit)
    implements Definition {

  /** At which z-score a window is out of line. */
  static final double FIRING_Z = 3.5;

  /** Below which z-score it is calm. */
  static final double CALM_Z = 2;

  /** Standard errors of the bounds of shares. */
  static final double CONFIDENCE = 1.96;

  static final double PRIOR_N = 4;

  /** Of a share: how many more or fewer than expected it takes. */
  private static final double LEAST_MORE = 5;

  private static final double LEAST_SPREAD = 0.05;

  /** Share of the change that would matter below which a window is calm. */
  private static final double CALM_CHANGE = 0.5;

  @Override
  public @Nullable Double threshold() {
    return limit;
  }

  @Override
  public Verdict judge(Window window) {
    Sums sums = window.figure(measure);
    if (sums == null && isOfQueue() && window.isQueueEmpty()) {
      return nobodyWaits(window.baseline(measure));
    }
    if (sums == null || sums.n() < leastN) {
      return Verdict.NOTHING;
    }
    Baseline baseline = window.baseline(measure);
    if (!baseline.isCold()) {
      return judge(sums, baseline);
    }
    if (limit != null) {
      return Threshold.judge(sums, isLow(), limit);
    }
    double known = baseline.weeks() > 0 ? baseline.expected() : window.level(measure);
    return Double.isNaN(known) ? Verdict.NOTHING : judgeCold(sums, known);
  }

  /** Where nobody waits no wait is long, though there is none to be measured. */
  private boolean isOfQueue() {
    return pattern == AnomalyPattern.WAIT_SPIKE;
  }

  private Verdict nobodyWaits(Baseline baseline) {
    return baseline.isCold()
        ? new Verdict(Verdict.Kind.CALM, 0, limit == null ? 0 : limit, 0, Against.THRESHOLD)
        : new Verdict(Verdict.Kind.CALM, 0, baseline.expected(), 0, Against.NORMAL);
  }

  private boolean isLow() {
    return measure.direction() == Direction.LOWER_IS_WORSE;
  }

  private Verdict judge(Sums sums, Baseline baseline) {
    double expected = baseline.expected();
    double mad = Math.max(baseline.spread(1), chance(sums, expected));
    double z = Robust.NORMAL_MAD * worse(shrunk(sums, expected), expected) / mad;
    double change = worse(sums.value(), expected);
    boolean out = z >= FIRING_Z && matters(sums, expected, CONFIDENCE);
    boolean calm = z < CALM_Z || change < CALM_CHANGE * enough(expected);
    return new Verdict(Verdict.kind(out, calm), sums.value(), expected, sums.n(), Against.NORMAL);
  }

  private Verdict judgeCold(Sums sums, double expected) {
    boolean calm = worse(sums.value(), expected) < CALM_CHANGE * enough(expected);
    return new Verdict(
        Verdict.kind(matters(sums, expected, FIRING_Z), calm),
        sums.value(),
        expected,
        sums.n(),
        Against.NORMAL);
  }

  /** What is normal, as it is shown: within it nothing is out of line. */
  static Normal normal(Sums sums, Baseline baseline, double change) {
    double expected = baseline.expected();
    double mad = Math.max(baseline.spread(1), chance(sums, expected));
    double reach = Math.max(FIRING_Z * mad / Robust.NORMAL_MAD, change);
    double most = sums.isShare() ? 1 : Double.POSITIVE_INFINITY;
    return new Normal(
        expected, expected - reach, Math.min(most, expected + reach), baseline.weeks());
  }

  private boolean matters(Sums sums, double expected, double confidence) {
    double change = worse(sums.value(), expected);
    return change >= enough(expected)
        && sums.value() >= least
        && (!sums.isShare() || change * sums.denominator() >= LEAST_MORE)
        && Threshold.isSurelyBeyond(sums, isLow(), expected, confidence);
  }

  /** Distance from what is expected that matters. */
  double enough(double expected) {
    return Math.max(floor, Math.abs(expected) * Math.abs(ratio - 1));
  }

  private double worse(double reading, double expected) {
    return isLow() ? expected - reading : reading - expected;
  }

  private static double shrunk(Sums sums, double expected) {
    return sums.isShare()
        ? (sums.numerator() + PRIOR_N * expected) / (sums.denominator() + PRIOR_N)
        : sums.value();
  }

  /** The MAD that chance alone makes. */
  private static double chance(Sums sums, double expected) {
    if (sums.isShare()) {
      return chanceOfShare(expected, sums.denominator());
    }
    return sums.isCount()
        ? Robust.NORMAL_MAD * Math.sqrt(Math.max(1, expected))
        : Math.max(1e-9, LEAST_SPREAD * Math.abs(expected));
  }

  /** The MAD of a share of that many: half of one is the least that it can be expected to be. */
  static double chanceOfShare(double expected, double n) {
    double share = Math.min(1 - 0.5 / n, Math.max(0.5 / n, expected));
    return Robust.NORMAL_MAD * Math.sqrt(share * (1 - share) / n);
  }
}

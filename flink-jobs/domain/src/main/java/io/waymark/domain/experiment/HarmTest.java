package io.waymark.domain.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Whether a guardrail is touched more often with the intervention than without, asked at every
 * touch: the safe logrank test of Grünwald, Ly, Pérez-Ortiz and ter Schure (2020, arXiv:2011.06931)
 * against harm only. Whom a touch comes from is as likely as the arms are large among those who
 * could still touch it, if the intervention does no harm; what that is multiplied by is the
 * likelihood under a hazard that is higher by a ratio. The mean over several ratios is a fair bet,
 * so it exceeds 1/alpha at any time with a probability of at most alpha, and unlike a normal
 * approximation also with a small holdout and few touches. Immutable.
 *
 * @param treatmentAtRisk customers with an open window who have not touched it
 * @param treatmentTouched customers who have
 * @param logRatios natural logarithm of the likelihood ratio for each of {@link #HAZARD_RATIOS}
 * @param maxLog the largest logarithm of their mean there has been
 * @param untold the same as {@code logRatios}, of what nobody has answered yet
 */
public record HarmTest(
    long treatmentAtRisk,
    long holdoutAtRisk,
    long treatmentTouched,
    long holdoutTouched,
    List<Double> logRatios,
    double maxLog,
    List<Double> untold) {
  /** By how much worse it may have become. */
  static final List<Double> HAZARD_RATIOS = List.of(1.25, 1.5, 2.0, 3.0, 5.0);

  /**
   * A harmless intervention is ever paused with a probability of at most {@link
   * SequentialTest#ALPHA}: each guardrail has its share of that.
   */
  static final double ALPHA = SequentialTest.ALPHA / Guardrail.values().length;

  private static final List<Double> NO_EVIDENCE = Collections.nCopies(HAZARD_RATIOS.size(), 0.0);

  public static final HarmTest NONE = new HarmTest(0, 0, 0, 0, NO_EVIDENCE, 0, NO_EVIDENCE);

  public HarmTest {
    logRatios = List.copyOf(logRatios);
    untold = List.copyOf(untold);
  }

  /** The p that is valid at all times. */
  public double p() {
    return SequentialTest.p(maxLog);
  }

  /** Whether the intervention does harm. */
  public boolean isHarm() {
    return p() <= ALPHA;
  }

  /**
   * Whether the intervention has to be stopped: what came since it was last paused or let go on is
   * proof enough by itself. Who let it go on knew the rest.
   */
  boolean isToPause() {
    return SequentialTest.p(logOfMean(untold)) <= ALPHA;
  }

  /** The same after it has been stopped, or let go on: of what there was nothing is new. */
  HarmTest answered() {
    return untold(NO_EVIDENCE);
  }

  /** Somebody at risk had touched it before it was let go on. */
  HarmTest touchedBefore(Arm arm) {
    return touched(arm).untold(untold);
  }

  private HarmTest untold(List<Double> others) {
    return new HarmTest(
        treatmentAtRisk,
        holdoutAtRisk,
        treatmentTouched,
        holdoutTouched,
        logRatios,
        maxLog,
        others);
  }

  HarmTest opened(Arm arm) {
    return atRisk(arm, 1);
  }

  /** A window is over that had not touched it. */
  HarmTest over(Arm arm) {
    return atRisk(arm, -1);
  }

  /** Somebody at risk has touched it. */
  HarmTest touched(Arm arm) {
    // What is void before it is told to be open is taken away first.
    long ofTreatment = Math.max(treatmentAtRisk, arm == Arm.TREATMENT ? 1 : 0);
    long ofHoldout = Math.max(holdoutAtRisk, arm == Arm.HOLDOUT ? 1 : 0);
    double share = (double) ofTreatment / (ofTreatment + ofHoldout);
    List<Double> next = new ArrayList<>(HAZARD_RATIOS.size());
    List<Double> nextUntold = new ArrayList<>(HAZARD_RATIOS.size());
    for (int i = 0; i < HAZARD_RATIOS.size(); i++) {
      double hazard = HAZARD_RATIOS.get(i);
      double odds = hazard * share + 1 - share;
      double log = Math.log((arm == Arm.TREATMENT ? hazard : 1) / odds);
      next.add(logRatios.get(i) + log);
      nextUntold.add(untold.get(i) + log);
    }
    HarmTest left = atRisk(arm, -1);
    boolean treated = arm == Arm.TREATMENT;
    return new HarmTest(
        left.treatmentAtRisk,
        left.holdoutAtRisk,
        treatmentTouched + (treated ? 1 : 0),
        holdoutTouched + (treated ? 0 : 1),
        next,
        Math.max(maxLog, logOfMean(next)),
        nextUntold);
  }

  private HarmTest atRisk(Arm arm, int change) {
    return new HarmTest(
        treatmentAtRisk + (arm == Arm.TREATMENT ? change : 0),
        holdoutAtRisk + (arm == Arm.HOLDOUT ? change : 0),
        treatmentTouched,
        holdoutTouched,
        logRatios,
        maxLog,
        untold);
  }

  /** Of numbers given by their logarithms, which may be too large to be written out. */
  private static double logOfMean(List<Double> logs) {
    double largest = Collections.max(logs);
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return largest + Math.log(sum / logs.size());
  }
}

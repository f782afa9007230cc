package io.waymark.domain.experiment;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment stands. What is not defined, for want of customers, is null.
 *
 * @param at event time in milliseconds up to which outcomes are counted
 * @param contaminated customers left out because they turned out to be two with different arms
 * @param difference of the shares that reached the goal, with Newcombe's interval, to be shown
 * @param lift the difference relative to the holdout's share
 * @param incremental how many more reached it than would have without
 * @param onTreated the difference for those for whom a trigger was issued
 * @param pooledP of the pooled z, for reference
 * @param p that is valid at all times: what the verdict rests on
 * @param sampleRatioP how likely arms as unequal as these are
 * @param value the difference of what customers were worth on average, adjusted for their history
 */
public record ExperimentResult(
    String experiment,
    int ruleVersion,
    long at,
    OfArm treatment,
    OfArm holdout,
    long contaminated,
    @Nullable Estimate difference,
    @Nullable Double lift,
    @Nullable Double incremental,
    @Nullable Double onTreated,
    @Nullable Double pooledP,
    @Nullable Double p,
    @Nullable Double sampleRatioP,
    @Nullable Estimate value,
    List<OfGuardrail> guardrails) {

  public ExperimentResult {
    guardrails = List.copyOf(guardrails);
  }

  /**
   * An arm in numbers.
   *
   * @param assigned customers
   * @param measured customers whose window is over; so the next two
   */
  public record OfArm(long assigned, long measured, long issued, long reached) {
    private static OfArm of(ArmTotals totals) {
      return new OfArm(
          totals.assigned(), totals.reached().n(), totals.issued(), totals.reached().successes());
    }

    /** Share of those measured that reached the goal; null of nobody. */
    public @Nullable Double rate() {
      return new Proportion(reached, measured).rate();
    }
  }

  /**
   * A guardrail in numbers.
   *
   * @param treatment customers of the treatment who have touched it
   * @param p of harm, valid at all times
   * @param harm whether the intervention has to be stopped
   */
  public record OfGuardrail(
      Guardrail guardrail, long treatment, long holdout, double p, boolean harm) {
    private static OfGuardrail of(Guardrail guardrail, HarmTest test) {
      return new OfGuardrail(
          guardrail, test.treatmentTouched(), test.holdoutTouched(), test.p(), test.isHarm());
    }
  }

  /** How it stands now. */
  public static ExperimentResult of(Experiment experiment) {
    RateDifference rates = experiment.rates();
    Interval interval = rates.newcombe();
    ArmTotals treatment = experiment.treatment();
    ArmTotals holdout = experiment.holdout();
    return new ExperimentResult(
        experiment.experiment(),
        experiment.ruleVersion(),
        experiment.at(),
        OfArm.of(treatment),
        OfArm.of(holdout),
        experiment.contaminated(),
        interval == null ? null : new Estimate(rates.value(), interval),
        rates.lift(),
        rates.incremental(),
        rates.onTreated(treatment.issued()),
        rates.pooledP(),
        SequentialTest.isEnough(rates) ? SequentialTest.p(experiment.maxLogRatio()) : null,
        SampleRatio.p(treatment.assigned(), holdout.assigned(), experiment.planned()),
        Cuped.difference(treatment.values(), holdout.values()),
        Arrays.stream(Guardrail.values())
            .map(guardrail -> OfGuardrail.of(guardrail, experiment.harm(guardrail)))
            .toList());
  }

  public Verdict verdict() {
    return verdict(p);
  }

  /**
   * The verdict with another p, as when several experiments are looked at together.
   *
   * @param adjusted null if there is none
   */
  public Verdict verdict(@Nullable Double adjusted) {
    if (sampleRatioP != null && sampleRatioP < SampleRatio.MISMATCH_BELOW) {
      return Verdict.SAMPLE_RATIO_MISMATCH;
    }
    if (guardrails.stream().anyMatch(OfGuardrail::harm)) {
      return Verdict.HARMS;
    }
    if (adjusted == null || difference == null) {
      return Verdict.TOO_FEW;
    }
    if (adjusted > SequentialTest.ALPHA) {
      return Verdict.OPEN;
    }
    return difference.value() > 0 ? Verdict.HELPS : Verdict.HINDERS;
  }
}

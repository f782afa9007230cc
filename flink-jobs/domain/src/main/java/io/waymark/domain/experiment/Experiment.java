package io.waymark.domain.experiment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The running sums of an experiment and version of its rule; outcomes come in the order of their
 * times. Immutable.
 *
 * <p>A customer counts for the goal when the window is over, not when the goal is reached: all have
 * had the same time then, and they count in the order of their assignment, as the sequential test
 * wants it. Guardrails count at once.
 *
 * @param planned share of the holdout, 0..1
 * @param contaminated customers who turned out to be two with different arms; they do not count
 * @param maxLogRatio the largest logarithm of {@link SequentialTest}'s ratio there has been
 * @param harms by guardrail
 * @param at time of the last outcome
 * @param resumedAt when somebody last let the intervention go on; {@link #NEVER} if nobody did
 */
public record Experiment(
    String experiment,
    int ruleVersion,
    double planned,
    ArmTotals treatment,
    ArmTotals holdout,
    long contaminated,
    double maxLogRatio,
    List<HarmTest> harms,
    long at,
    long resumedAt) {
  /** Before all times. */
  public static final long NEVER = Long.MIN_VALUE;

  public Experiment {
    harms = List.copyOf(harms);
  }

  /** One of which nothing is known yet but an outcome, which is not counted by this. */
  public static Experiment of(Outcome first) {
    return new Experiment(
        first.experiment(),
        first.ruleVersion(),
        first.planned(),
        ArmTotals.NONE,
        ArmTotals.NONE,
        0,
        0,
        Collections.nCopies(Guardrail.values().length, HarmTest.NONE),
        first.at(),
        NEVER);
  }

  /** With one more outcome. */
  public Experiment with(Outcome outcome) {
    Arm arm = outcome.arm();
    return switch (outcome.status()) {
      case OPENED -> next(outcome, 1, 0, null, each(Guardrail.values(), harm -> harm.opened(arm)));
      case REACHED -> this;
      case OPTED_OUT -> touched(outcome, Guardrail.OPT_OUT);
      case COMPLAINED -> touched(outcome, Guardrail.COMPLAINT);
      case RETURNED -> touched(outcome, Guardrail.RETURN);
      case CLOSED ->
          outcome.contaminated()
              ? next(outcome, -1, 1, null, over(outcome))
              : next(outcome, 0, 0, outcome, over(outcome));
      case VOID -> next(outcome, -1, 0, null, over(outcome));
    };
  }

  /**
   * The guardrail that has been touched so much more often with the intervention, since it was last
   * paused or let go on, that it has to stop; null if there is none.
   */
  public @Nullable Guardrail toPause() {
    for (Guardrail guardrail : Guardrail.values()) {
      if (harm(guardrail).isToPause()) {
        return guardrail;
      }
    }
    return null;
  }

  /** The same after the intervention was paused: only what is new asks for another pause. */
  public Experiment paused() {
    return answered(resumedAt);
  }

  /**
   * The same after somebody let the intervention go on: what had happened until then asks for no
   * pause, however late it is counted.
   *
   * @param time when it was said, in epoch milliseconds; the latest counts
   */
  public Experiment resumed(long time) {
    return time <= resumedAt ? this : answered(time);
  }

  private Experiment answered(long lastResumedAt) {
    return new Experiment(
        experiment,
        ruleVersion,
        planned,
        treatment,
        holdout,
        contaminated,
        maxLogRatio,
        each(Guardrail.values(), HarmTest::answered),
        at,
        lastResumedAt);
  }

  public HarmTest harm(Guardrail guardrail) {
    return harms.get(guardrail.ordinal());
  }

  public RateDifference rates() {
    return new RateDifference(treatment.reached(), holdout.reached());
  }

  private Experiment touched(Outcome outcome, Guardrail guardrail) {
    // A contaminated one is evidence for neither arm.
    return next(
        outcome,
        0,
        0,
        null,
        each(
            new Guardrail[] {guardrail},
            harm -> outcome.contaminated() ? harm.over(outcome.arm()) : touched(harm, outcome)));
  }

  private HarmTest touched(HarmTest harm, Outcome outcome) {
    return outcome.at() <= resumedAt
        ? harm.touchedBefore(outcome.arm())
        : harm.touched(outcome.arm());
  }

  private List<HarmTest> over(Outcome outcome) {
    List<HarmTest> next = new ArrayList<>(harms);
    for (Guardrail guardrail : Guardrail.values()) {
      if (!outcome.touched().contains(guardrail)) {
        next.set(guardrail.ordinal(), harm(guardrail).over(outcome.arm()));
      }
    }
    return next;
  }

  private List<HarmTest> each(Guardrail[] guardrails, UnaryOperator<HarmTest> change) {
    List<HarmTest> next = new ArrayList<>(harms);
    for (Guardrail guardrail : guardrails) {
      next.set(guardrail.ordinal(), change.apply(harm(guardrail)));
    }
    return next;
  }

  private Experiment next(
      Outcome outcome,
      int assigned,
      int moreContaminated,
      @Nullable Outcome measured,
      List<HarmTest> nextHarms) {
    ArmTotals arm = (outcome.arm() == Arm.TREATMENT ? treatment : holdout).assigned(assigned);
    if (measured != null) {
      arm = arm.measured(measured);
    }
    ArmTotals nextTreatment = outcome.arm() == Arm.TREATMENT ? arm : treatment;
    ArmTotals nextHoldout = outcome.arm() == Arm.HOLDOUT ? arm : holdout;
    double ratio =
        measured == null
            ? 0
            : SequentialTest.logRatio(
                new RateDifference(nextTreatment.reached(), nextHoldout.reached()));
    return new Experiment(
        experiment,
        ruleVersion,
        outcome.planned(),
        nextTreatment,
        nextHoldout,
        contaminated + moreContaminated,
        Math.max(maxLogRatio, ratio),
        nextHarms,
        Math.max(at, outcome.at()),
        resumedAt);
  }
}

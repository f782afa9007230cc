package io.waymark.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How often the verdicts are right, over 200 seeded runs through the sums that run live, looked at
 * after every single outcome. In each run customers come one after the other, a tenth at random
 * into the holdout; the window of each is over when the next 2,000 have come.
 *
 * <ul>
 *   <li>harmful: 12,000 customers; 2 % complain without, 6 % with the intervention. To be paused in
 *       95 % of the runs or more.
 *   <li>helpful: 20,000 customers; 10 % reach the goal without, 14 % with it. To be found in 80 %
 *       or more.
 *   <li>null: 20,000 customers; 10 % reach the goal and 2 % touch each guardrail, with and without.
 *       To be called anything, or paused, in 5 % or less.
 * </ul>
 */
class PowerTest {
  private static final int RUNS = 200;
  private static final int OPEN = 2_000;

  /** What happens in a run. */
  private record Effect(int customers, double goal, double goalWithout, double complaint) {
    static final double TOUCH_WITHOUT = 0.02;
  }

  @Test
  void aHarmfulInterventionIsPaused() {
    Effect harmful = new Effect(12_000, 0.10, 0.10, 0.06);
    int paused = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      paused += run(seed, harmful).toPause() == Guardrail.COMPLAINT ? 1 : 0;
    }
    assertThat(paused).isGreaterThanOrEqualTo(RUNS * 95 / 100);
  }

  @Test
  void aHelpfulInterventionIsFound() {
    Effect helpful = new Effect(20_000, 0.14, 0.10, Effect.TOUCH_WITHOUT);
    int found = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      found += verdict(run(seed, helpful)) == Verdict.HELPS ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(RUNS * 80 / 100);
  }

  @Test
  void oneThatDoesNothingIsLeftInPeace() {
    Effect none = new Effect(20_000, 0.10, 0.10, Effect.TOUCH_WITHOUT);
    int called = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Experiment experiment = run(seed, none);
      boolean quiet = verdict(experiment) == Verdict.OPEN && experiment.toPause() == null;
      called += quiet ? 0 : 1;
    }
    assertThat(called).isLessThanOrEqualTo(RUNS * 5 / 100);
  }

  private static Verdict verdict(Experiment experiment) {
    return ExperimentResult.of(experiment).verdict();
  }

  /** Ends when it is paused: the holdout is the same as everybody from then on. */
  private static Experiment run(long seed, Effect effect) {
    Random random = new Random(seed);
    Deque<Outcome> open = new ArrayDeque<>();
    Experiment experiment = null;
    for (int i = 0; i < effect.customers() + OPEN; i++) {
      if (open.size() == OPEN || (i >= effect.customers() && !open.isEmpty())) {
        experiment = next(experiment, open.remove());
      }
      if (i < effect.customers()) {
        Arm arm = random.nextDouble() < 0.1 ? Arm.HOLDOUT : Arm.TREATMENT;
        boolean treated = arm == Arm.TREATMENT;
        boolean reached = random.nextDouble() < (treated ? effect.goal() : effect.goalWithout());
        experiment = next(experiment, outcome(i, arm, Outcome.Status.OPENED, reached, Set.of()));
        Set<Guardrail> touched = Set.of();
        double complaint = treated ? effect.complaint() : Effect.TOUCH_WITHOUT;
        if (random.nextDouble() < complaint) {
          touched = Set.of(Guardrail.COMPLAINT);
          experiment =
              next(experiment, outcome(i, arm, Outcome.Status.COMPLAINED, reached, touched));
        } else if (random.nextDouble() < Effect.TOUCH_WITHOUT) {
          touched = Set.of(Guardrail.OPT_OUT);
          experiment =
              next(experiment, outcome(i, arm, Outcome.Status.OPTED_OUT, reached, touched));
        }
        open.add(outcome(i, arm, Outcome.Status.CLOSED, reached, touched));
      }
      if (experiment.toPause() != null) {
        return experiment;
      }
    }
    return experiment;
  }

  private static Experiment next(Experiment experiment, Outcome outcome) {
    return (experiment == null ? Experiment.of(outcome) : experiment).with(outcome);
  }

  private static Outcome outcome(
      int i, Arm arm, Outcome.Status status, boolean reached, Set<Guardrail> touched) {
    return new Outcome(
        "o" + i,
        status,
        "rule",
        1,
        "c" + i,
        arm,
        0.1,
        i,
        i + OPEN,
        status == Outcome.Status.CLOSED ? i + OPEN : i,
        arm == Arm.TREATMENT,
        reached ? "purchase" : null,
        reached ? (long) i : null,
        reached ? 1 : 0,
        null,
        touched,
        false);
  }
}

package io.waymark.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How often the verdicts are right, over 200 seeded runs through the sums that run live, looked at
 * after every single outcome. In each run customers come one after the other, a tenth at random
 * into the holdout, and each touches each of the three guardrails, or not, whatever else they do;
 * the window of each is over when the next 2,000 have come. Who is in which arm, what they do and
 * that what is to be paused is paused at once are made up here: only the sums and the tests are the
 * real ones.
 *
 * <ul>
 *   <li>harmful, once for each guardrail: 12,000 customers; 2 % touch it without, 6 % with the
 *       intervention, and 2 % the other two. To be paused for that guardrail in 95 % of the runs or
 *       more.
 *   <li>helpful: 20,000 customers; 10 % reach the goal without, 14 % with it, and 2 % touch each
 *       guardrail. To be found in 80 % or more.
 *   <li>null: 20,000 customers; 10 % reach the goal and 2 % touch each guardrail, with and without.
 *       To be called one that helps or hinders in 5 % or less, and to be paused in 5 % or less: the
 *       goal and the guardrails, these together, may each err as often.
 * </ul>
 *
 * How often it was is written to {@code target/power.txt}.
 */
class PowerTest {
  private static final int RUNS = 200;
  private static final int OPEN = 2_000;
  private static final double GOAL = 0.10;
  private static final double TOUCH = 0.02;

  /** What the goal's test says that there is. */
  private static final Set<Verdict> CALLED = EnumSet.of(Verdict.HELPS, Verdict.HINDERS);

  private static final Map<String, Integer> FOUND = new TreeMap<>();

  /**
   * What happens in a run.
   *
   * @param goal how many of those who are treated reach it
   * @param harmed what of them touch three times as many as of the others
   */
  private record Effect(int customers, double goal, Set<Guardrail> harmed) {
    double reached(Arm arm) {
      return arm == Arm.TREATMENT ? goal : GOAL;
    }

    double touched(Arm arm, Guardrail guardrail) {
      return arm == Arm.TREATMENT && harmed.contains(guardrail) ? 3 * TOUCH : TOUCH;
    }
  }

  @AfterAll
  static void report() throws IOException {
    StringBuilder report = new StringBuilder();
    FOUND.forEach(
        (what, runs) -> report.append("%s in %d of %d runs%n".formatted(what, runs, RUNS)));
    Files.writeString(Path.of("target", "power.txt"), report);
  }

  @ParameterizedTest
  @EnumSource
  void aHarmfulInterventionIsPaused(Guardrail guardrail) {
    Effect harmful = new Effect(12_000, GOAL, EnumSet.of(guardrail));
    int paused = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      paused += run(seed, harmful).toPause() == guardrail ? 1 : 0;
    }
    FOUND.put("harmful by " + guardrail + ": paused", paused);
    assertThat(paused).isGreaterThanOrEqualTo(RUNS * 95 / 100);
  }

  @Test
  void aHelpfulInterventionIsFound() {
    Effect helpful = new Effect(20_000, 0.14, Set.of());
    int found = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      found += verdict(run(seed, helpful)) == Verdict.HELPS ? 1 : 0;
    }
    FOUND.put("helpful: found", found);
    assertThat(found).isGreaterThanOrEqualTo(RUNS * 80 / 100);
  }

  @Test
  void oneThatDoesNothingIsLeftInPeace() {
    Effect none = new Effect(20_000, GOAL, Set.of());
    int called = 0;
    int paused = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      Experiment experiment = run(seed, none);
      called += CALLED.contains(verdict(experiment)) ? 1 : 0;
      paused += experiment.toPause() == null ? 0 : 1;
    }
    FOUND.put("null: called", called);
    FOUND.put("null: paused", paused);
    assertThat(called).isLessThanOrEqualTo(RUNS * 5 / 100);
    assertThat(paused).isLessThanOrEqualTo(RUNS * 5 / 100);
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
        boolean reached = random.nextDouble() < effect.reached(arm);
        experiment = next(experiment, outcome(i, arm, Outcome.Status.OPENED, reached, Set.of()));
        Set<Guardrail> touched = EnumSet.noneOf(Guardrail.class);
        for (Guardrail guardrail : Guardrail.values()) {
          if (random.nextDouble() < effect.touched(arm, guardrail)) {
            touched.add(guardrail);
            experiment =
                next(experiment, outcome(i, arm, guardrail.told(), reached, Set.copyOf(touched)));
          }
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

package io.waymark.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExperimentTest {
  private Experiment experiment = Experiment.of(outcome(Arm.TREATMENT, Outcome.Status.OPENED));

  @Test
  void whatIsReachedCountsWhenTheWindowIsOver() {
    add(outcome(Arm.TREATMENT, Outcome.Status.OPENED));
    add(reached(outcome(Arm.TREATMENT, Outcome.Status.REACHED)));
    assertThat(result().treatment()).isEqualTo(new ExperimentResult.OfArm(1, 0, 0, 0));
    add(reached(outcome(Arm.TREATMENT, Outcome.Status.CLOSED)));
    assertThat(result().treatment()).isEqualTo(new ExperimentResult.OfArm(1, 1, 1, 1));
    assertThat(result().holdout().rate()).isNull();
    assertThat(result().verdict()).isEqualTo(Verdict.TOO_FEW);
  }

  @Test
  void whoIsInBothArmsIsCountedApart() {
    add(outcome(Arm.TREATMENT, Outcome.Status.OPENED));
    add(contaminated(outcome(Arm.TREATMENT, Outcome.Status.COMPLAINED), Guardrail.COMPLAINT));
    add(contaminated(outcome(Arm.TREATMENT, Outcome.Status.CLOSED), Guardrail.COMPLAINT));
    assertThat(result().contaminated()).isOne();
    assertThat(result().treatment()).isEqualTo(new ExperimentResult.OfArm(0, 0, 0, 0));
    for (Guardrail guardrail : Guardrail.values()) {
      assertThat(experiment.harm(guardrail)).isEqualTo(HarmTest.NONE);
    }
  }

  @Test
  void whatIsVoidHasNeverBeen() {
    add(outcome(Arm.HOLDOUT, Outcome.Status.OPENED));
    add(outcome(Arm.HOLDOUT, Outcome.Status.VOID));
    assertThat(result().holdout().assigned()).isZero();
    assertThat(experiment.harm(Guardrail.RETURN)).isEqualTo(HarmTest.NONE);
  }

  @Test
  void unequalArmsBlockTheVerdictAndAGuardrailGoesBeforeTheGoal() {
    ExperimentResult helps = result(1.0, 0.01, false);
    assertThat(helps.verdict()).isEqualTo(Verdict.HELPS);
    assertThat(helps.verdict(0.2)).isEqualTo(Verdict.OPEN);
    assertThat(helps.verdict(null)).isEqualTo(Verdict.TOO_FEW);
    assertThat(result(1.0, 0.01, true).verdict()).isEqualTo(Verdict.HARMS);
    assertThat(result(0.0009, 0.01, true).verdict()).isEqualTo(Verdict.SAMPLE_RATIO_MISMATCH);
  }

  @Test
  void theVectorOfManyCustomersGivesTheFiguresOfEachFormula() {
    add(Arm.TREATMENT, 9000, 1080);
    add(Arm.HOLDOUT, 1000, 100);
    ExperimentResult result = result();
    assertThat(result.difference().value()).isCloseTo(0.02, within(1e-12));
    assertThat(result.difference().interval().low()).isNegative();
    assertThat(result.lift()).isCloseTo(0.2, within(1e-12));
    assertThat(result.incremental()).isCloseTo(180, within(1e-9));
    assertThat(result.sampleRatioP()).isOne();
    assertThat(result.pooledP()).isCloseTo(0.0629, within(5e-5));
    assertThat(result.p()).isLessThanOrEqualTo(0.47);
    assertThat(result.verdict()).isEqualTo(Verdict.OPEN);
  }

  private void add(Arm arm, int customers, int reached) {
    for (int i = 0; i < customers; i++) {
      add(outcome(arm, Outcome.Status.OPENED));
    }
    for (int i = 0; i < customers; i++) {
      Outcome closed = outcome(arm, Outcome.Status.CLOSED);
      boolean success = (long) i * reached / customers < (i + 1L) * reached / customers;
      add(success ? reached(closed) : closed);
    }
  }

  private static ExperimentResult result(double sampleRatioP, double p, boolean harm) {
    ExperimentResult.OfArm arm = new ExperimentResult.OfArm(10, 10, 10, 5);
    return new ExperimentResult(
        "rule",
        1,
        0,
        arm,
        arm,
        0,
        new Estimate(0.1, new Interval(0, 0.2)),
        null,
        null,
        null,
        null,
        p,
        sampleRatioP,
        null,
        List.of(new ExperimentResult.OfGuardrail(Guardrail.RETURN, 1, 1, harm ? 0 : 1, harm)));
  }

  private ExperimentResult result() {
    return ExperimentResult.of(experiment);
  }

  private void add(Outcome outcome) {
    experiment = experiment.with(outcome);
  }

  private static Outcome outcome(Arm arm, Outcome.Status status) {
    return outcome(arm, status, null, Set.of(), false);
  }

  private static Outcome reached(Outcome of) {
    return outcome(of.arm(), of.status(), 1L, Set.of(), false);
  }

  private static Outcome contaminated(Outcome of, Guardrail touched) {
    return outcome(of.arm(), of.status(), null, Set.of(touched), true);
  }

  private static Outcome outcome(
      Arm arm, Outcome.Status status, Long reachedAt, Set<Guardrail> touched, boolean both) {
    return new Outcome(
        "o1",
        status,
        "rule",
        1,
        "c1",
        arm,
        0.1,
        0,
        10,
        10,
        arm == Arm.TREATMENT,
        reachedAt == null ? null : "purchase",
        reachedAt,
        0,
        null,
        touched,
        both);
  }
}

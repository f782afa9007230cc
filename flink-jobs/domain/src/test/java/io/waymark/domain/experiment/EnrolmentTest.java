package io.waymark.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.intervention.Decision;
import io.waymark.domain.rule.Intervention;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnrolmentTest {
  private static final Intervention RESUME =
      new Intervention(
          "resume", null, Intervention.Purpose.SERVICE, 10, 0, 0.1, List.of("purchase"), 1000);

  @Test
  void aDecisionEnrolsInTheRulesExperimentAndInTheGlobalOne() {
    List<Enrolment> enrolments =
        Enrolment.of(decision(Decision.Verdict.ISSUED, "treatment", "treatment", 5), 0.05);
    assertThat(enrolments).extracting(Enrolment::experiment).containsExactly("global", "rule");
    assertThat(enrolments).extracting(Enrolment::ruleVersion).containsExactly(0, 3);
    assertThat(enrolments).extracting(Enrolment::planned).containsExactly(0.05, 0.1);
    assertThat(enrolments).allMatch(Enrolment::issued).allMatch(each -> each.at() == 3);
  }

  @Test
  void whoIsKeptWithoutAnyTakesNoPartInThatOfARule() {
    assertThat(Enrolment.of(decision(Decision.Verdict.WITHHELD, "treatment", "holdout", 5), 0))
        .extracting(Enrolment::experiment)
        .containsExactly("global");
  }

  @Test
  void whatIsNoExperimentEnrolsNobodyNorDoesACancellation() {
    assertThat(Enrolment.of(decision(Decision.Verdict.ISSUED, null, null, 5), 0)).isEmpty();
    assertThat(Enrolment.of(decision(Decision.Verdict.CANCELLED, "treatment", null, 5), 0))
        .isEmpty();
  }

  @Test
  void aLaterDecisionHasItsPlaceWhereItWasMade() {
    assertThat(Enrolment.of(decision(Decision.Verdict.ISSUED, "treatment", null, 8), 0))
        .extracting(Enrolment::at)
        .containsExactly(8L);
  }

  private static Decision decision(
      Decision.Verdict verdict, String arm, String globalArm, long decidedAt) {
    return new Decision(
        "t1",
        verdict,
        null,
        null,
        "s1",
        "rule",
        3,
        "c1",
        RESUME,
        3,
        5,
        decidedAt,
        arm == null ? null : "rule",
        arm,
        globalArm,
        false);
  }
}

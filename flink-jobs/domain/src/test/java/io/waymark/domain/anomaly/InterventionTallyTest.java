package io.waymark.domain.anomaly;

import static io.waymark.domain.intervention.SignalStory.RESUME;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.Guardrail;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.experiment.Proportion;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Decision.Verdict;
import io.waymark.domain.intervention.Reason;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InterventionTallyTest {
  private static final long WINDOW = Window.LENGTH;

  private InterventionTally tally = new InterventionTally();

  @Test
  void whatWasHeldBackIsComparedWithWhatWasLetGoAndTheComparisonIsNeither() {
    decided(Verdict.ISSUED, null, 1);
    decided(Verdict.ISSUED, null, 2);
    decided(Verdict.WITHHELD, Reason.CAPPED, 3);
    decided(Verdict.WITHHELD, Reason.HOLDOUT, 3);
    decided(Verdict.DEFERRED, Reason.QUIET_HOURS, 3);
    decided(Verdict.CANCELLED, Reason.CONVERTED, 3);
    decided(Verdict.WITHHELD, Reason.CAPPED, WINDOW);
    assertThat(over(WINDOW).suppressed()).isEqualTo(new Proportion(1, 3));
    assertThat(over(2 * WINDOW).suppressed()).isEqualTo(new Proportion(1, 1));
    assertThat(tally.over("rule", 3 * WINDOW)).isNull();
  }

  @Test
  void whoWasHarmedTwiceCountsOnceAndWhoIsVoidNoMore() {
    came(Arm.TREATMENT, Outcome.Status.OPENED, Set.of(), 1);
    came(Arm.TREATMENT, Outcome.Status.OPENED, Set.of(), 1);
    came(Arm.HOLDOUT, Outcome.Status.OPENED, Set.of(), 1);
    came(Arm.TREATMENT, Outcome.Status.RETURNED, Set.of(Guardrail.RETURN), 2);
    came(Arm.TREATMENT, Outcome.Status.OPTED_OUT, Set.of(Guardrail.RETURN, Guardrail.OPT_OUT), 3);
    came(
        Arm.TREATMENT,
        Outcome.Status.COMPLAINED,
        Set.of(Guardrail.RETURN, Guardrail.OPT_OUT, Guardrail.COMPLAINT),
        4);
    InterventionCounts counts = over(WINDOW);
    assertThat(counts.treatedHarmed()).isEqualTo(new Proportion(1, 2));
    assertThat(counts.heldOutHarmed()).isEqualTo(new Proportion(0, 1));
    came(Arm.TREATMENT, Outcome.Status.VOID, Set.of(Guardrail.OPT_OUT), WINDOW);
    assertThat(over(2 * WINDOW).treatedHarmed()).isEqualTo(new Proportion(0, 1));
  }

  @Test
  void whatComesTooLateForItsWindowCountsInThePresentOneAndIsStored() {
    tally.take(InterventionNews.delivery("rule", 5, false), 3 * WINDOW + 1);
    tally.take(InterventionNews.delivery("rule", 3 * WINDOW + 2, true), 3 * WINDOW + 1);
    tally = InterventionTally.of(tally.toBytes());
    assertThat(over(4 * WINDOW).undelivered()).isEqualTo(new Proportion(1, 2));
  }

  private InterventionCounts over(long end) {
    InterventionCounts counts = tally.over("rule", end);
    assertThat(counts).isNotNull();
    return counts;
  }

  private void decided(Verdict verdict, @Nullable Reason reason, long at) {
    Decision decision =
        new Decision(
            "t", verdict, reason, null, "s", "rule", 1, "c", RESUME, at, at, at, null, null, null,
            false);
    InterventionNews.of(decision).forEach(news -> tally.take(news, 0));
  }

  private void came(Arm arm, Outcome.Status status, Set<Guardrail> touched, long at) {
    Outcome outcome =
        new Outcome(
            "o", status, "rule", 1, "c", arm, 0.1, 0, 10, at, true, null, null, 0, null, touched,
            false);
    InterventionNews.of(outcome).forEach(news -> tally.take(news, 0));
  }
}

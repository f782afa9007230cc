package io.waymark.pipeline.journey;

import static io.waymark.pipeline.journey.EventLog.event;
import static io.waymark.pipeline.journey.Rules.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.OnChange;
import io.waymark.pipeline.journey.JourneyHarness.Setup;
import io.waymark.pipeline.rules.RuleUpdate;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule throws as soon as an event of eve comes. */
class FailingRuleTest {
  private static final long T = EventLog.START;

  @TempDir private Path directory;

  private Setup setup;

  @BeforeEach
  void setUp() {
    setup = Setup.on(directory).budgets();
  }

  @Test
  void theOthersGoOnAsIfItWereNotThere() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      publish(harness, 2, "poison", "poison");
      harness.arrive(event("a", "begin_checkout", T, "eve"));
      harness.arrive(event("b", "click", T + 1, "ann"));
      harness.watermark(T + 1);
      harness.arrive(event("c", "click", T + 2, "eve"));
      harness.arrive(event("d", "click", T + 3, "eve"));
      harness.arrive(event("e", "click", T + 4, "eve"));
      harness.watermark(T + MINUTE);
      harness.arrive(event("f", "click", T + 2 * MINUTE, "ann"));
      harness.end();

      assertThat(told(harness))
          .containsExactly("poison 0 ann", "hesitates 0 eve", "clicks 0 eve", "abandoned 30 eve");
      harness.snapshot();
      assertThat(harness.count(Ledger.Count.PROCESSED)).isEqualTo(6);
    }
  }

  @Test
  void whatRulesCostSaysThatItIsLeftOut() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      publish(harness, 2, "poison", "poison");
      harness.arrive(event("a", "click", T, "eve"));
      harness.watermark(T);
      // Of so many events one at least is measured.
      for (int i = 1; i <= 300; i++) {
        harness.arrive(event("a" + i, "click", T + i, "ann" + i));
      }
      harness.watermark(T + MINUTE);
      harness.goQuiet();

      assertThat(harness.usage())
          .isNotEmpty()
          .allSatisfy(
              usage -> assertThat(usage.quarantined()).isEqualTo(usage.ruleId().equals("poison")));
    }
  }

  @Test
  void whereNobodyWaitsItEndsTheJob() throws Exception {
    try (JourneyHarness harness = Setup.on(directory).start()) {
      publish(harness, 2, "poison", "poison");
      harness.arrive(event("c", "click", T + 2, "eve"));
      assertThatThrownBy(() -> harness.watermark(T + MINUTE))
          .hasMessage("rule poison, version 1, fails")
          .hasRootCauseMessage("poison");
    }
  }

  /** Ann has begun under the first version, bob and cleo come when the second one is in force. */
  @Test
  void theVersionBeforeItFinishesWhatItHasOpenAndBeginsNothingAgain() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      publish(harness, 2, "abandoned", Rules.text("poisonous-end", 2, OnChange.FINISH, 10));
      harness.arrive(event("a", "begin_checkout", T, "ann"));
      harness.arrive(event("b", "begin_checkout", T + 11 * MINUTE, "eve"));
      harness.arrive(event("c", "begin_checkout", T + 11 * MINUTE, "bob"));
      harness.arrive(event("d", "purchase", T + 12 * MINUTE, "eve"));
      harness.watermark(T + 12 * MINUTE);
      harness.arrive(event("e", "begin_checkout", T + 13 * MINUTE, "cleo"));
      harness.end();

      assertThat(told(harness)).containsExactly("abandoned 30 ann");
    }
  }

  @Test
  void whatItHadOpenIsForgottenAndAMendedOneBeginsAnew() throws Exception {
    OperatorSubtaskState state;
    try (JourneyHarness harness = setup.start()) {
      publish(harness, 2, "poison", "poisonous-end");
      harness.arrive(event("a", "begin_checkout", T, "ann"));
      harness.arrive(event("b", "begin_checkout", T, "eve"));
      harness.arrive(event("c", "purchase", T + MINUTE, "eve"));
      harness.watermark(T + MINUTE);
      // While it is out ann buys, which it does not see.
      harness.arrive(event("d", "purchase", T + 2 * MINUTE, "ann"));
      harness.watermark(T + 5 * MINUTE);
      publish(harness, 3, "poison", Rules.text("abandoned", 2, OnChange.FINISH, 10));
      harness.arrive(event("e", "begin_checkout", T + 20 * MINUTE, "eve"));
      harness.watermark(T + 21 * MINUTE);
      state = harness.snapshot();
      assertThat(told(harness)).isEmpty();
    }
    try (JourneyHarness restored = setup.rules(List.of()).parallelism(2).restore(state, 1)) {
      restored.watermark(T + 60 * MINUTE);

      assertThat(told(restored)).containsExactlyInAnyOrder("poison 50 eve", "abandoned 50 eve");
    }
  }

  @Test
  void anotherRuleThatIsPublishedDoesNotLetItIn() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      publish(harness, 2, "poison", "poison");
      harness.arrive(event("a", "click", T, "eve"));
      harness.watermark(T + MINUTE);
      publish(harness, 3, "other", "queue");
      harness.arrive(event("b", "click", T + 2 * MINUTE, "ann"));
      harness.watermark(T + 3 * MINUTE);
      assertThat(told(harness)).isEmpty();

      publish(harness, 4, "poison", Rules.text("poison", 2, OnChange.FINISH, 0));
      harness.arrive(event("c", "click", T + 4 * MINUTE, "ann"));
      harness.watermark(T + 5 * MINUTE);
      assertThat(told(harness)).containsExactly("poison 4 ann");
    }
  }

  private static void publish(JourneyHarness harness, long revision, String rule, String text)
      throws Exception {
    harness.publish(RuleUpdate.published(rule, text, revision));
    harness.publish(RuleUpdate.completed(revision));
  }

  private static List<String> told(JourneyHarness harness) {
    return harness.signals().stream()
        .filter(signal -> signal.status() == Signal.Status.FIRED)
        .map(
            signal ->
                signal.ruleId()
                    + " "
                    + Math.floorDiv(signal.occurredAt() - T, MINUTE)
                    + " "
                    + signal.customerId())
        .toList();
  }
}

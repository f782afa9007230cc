package io.waymark.pipeline.experiment;

import static io.waymark.pipeline.experiment.Outcomes.T;
import static io.waymark.pipeline.experiment.Outcomes.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.Experiment;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.intervention.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SumOutcomesFunctionTest {
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** In the topic when the job starts. */
  private static List<Pause> known = List.of();

  private KeyedBroadcastOperatorTestHarness<String, Outcome, Pause, Experiment> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new SumOutcomesFunction(EVERY, new Resumes(() -> known)), List.of(Resumes.STATE)),
            Outcome::experiment,
            Types.STRING,
            1,
            1,
            0);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
    known = List.of();
  }

  @Test
  void sumsComeAtMostOnceInAnInterval() throws Exception {
    send("o1", Outcome.Status.OPENED, Arm.TREATMENT, T);
    send("o2", Outcome.Status.OPENED, Arm.TREATMENT, T + 4_999);
    harness.watermark(T + 4_999);
    assertThat(harness.extractOutputValues()).isEmpty();

    harness.watermark(T + 5_000);
    assertThat(harness.extractOutputValues())
        .extracting(sums -> sums.treatment().assigned())
        .containsExactly(2L);
    harness.watermark(T + 60_000);
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void atTheEndOfTheInputComesWhatHasNotBeenTold() throws Exception {
    send("o1", Outcome.Status.OPENED, Arm.TREATMENT, T);
    harness.watermark(T);
    harness.watermark(Long.MAX_VALUE);
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void aTouchedGuardrailPausesOnceAndSaysWhy() throws Exception {
    for (int i = 0; i < 40; i++) {
      send("t" + i, Outcome.Status.OPENED, Arm.TREATMENT, T);
      send("h" + i, Outcome.Status.OPENED, Arm.HOLDOUT, T);
    }
    for (int i = 0; i < 15; i++) {
      send("t" + i, Outcome.Status.COMPLAINED, Arm.TREATMENT, T + 1 + i);
    }
    harness.watermark(T + 100);
    assertThat(pauses()).hasSize(1);
    Pause pause = pauses().get(0);
    assertThat(pause.ruleId()).isEqualTo("rule");
    assertThat(pause.paused()).isTrue();
    assertThat(pause.at()).isBetween(T + 5, T + 15);
    assertThat(pause.reason())
        .startsWith("guardrail complaint, version 1: touched by ")
        .contains("of 40 with the intervention and by 0 of 40 without");
  }

  @Test
  void whatIsLetGoOnIsPausedAgainByWhatIsNew() throws Exception {
    for (int i = 0; i < 100; i++) {
      send("t" + i, Outcome.Status.OPENED, Arm.TREATMENT, T);
      send("h" + i, Outcome.Status.OPENED, Arm.HOLDOUT, T);
    }
    int complaints = 0;
    while (pauses().isEmpty()) {
      complain(complaints++);
    }
    complain(complaints++);
    complain(complaints++);
    assertThat(pauses()).hasSize(1);

    long resumed = T + complaints;
    while (pauses().size() == 1) {
      complain(complaints++);
    }
    assertThat(pauses().get(1).at()).isGreaterThan(resumed);
  }

  @Test
  void whatHappenedWhileItWasPausedIsAnsweredByWhoLetsItGoOn() throws Exception {
    for (int i = 0; i < 100; i++) {
      send("t" + i, Outcome.Status.OPENED, Arm.TREATMENT, T);
      send("h" + i, Outcome.Status.OPENED, Arm.HOLDOUT, T);
    }
    int complaints = 0;
    while (pauses().isEmpty()) {
      complain(complaints++);
    }
    int enough = complaints;
    while (complaints < 2 * enough - 3) {
      complain(complaints++);
    }
    assertThat(pauses()).hasSize(1);

    int answered = complaints;
    says(false, T + answered);
    while (pauses().size() == 1) {
      complain(complaints++);
    }
    assertThat(complaints - answered).isGreaterThan(enough / 2);
  }

  @Test
  void whatIsCountedLateIsAnsweredAsWell() throws Exception {
    says(false, T + 50);
    for (int i = 0; i < 40; i++) {
      send("t" + i, Outcome.Status.OPENED, Arm.TREATMENT, T);
      send("h" + i, Outcome.Status.OPENED, Arm.HOLDOUT, T);
    }
    for (int i = 0; i < 15; i++) {
      complain(i);
    }
    assertThat(pauses()).isEmpty();
  }

  @Test
  void aFreshStartKnowsWhatWasLetGoOnBefore() throws Exception {
    harness.close();
    known = List.of(new Pause("rule", false, "looked into", T + 50));
    open();
    for (int i = 0; i < 40; i++) {
      send("t" + i, Outcome.Status.OPENED, Arm.TREATMENT, T);
      send("h" + i, Outcome.Status.OPENED, Arm.HOLDOUT, T);
    }
    for (int i = 0; i < 15; i++) {
      complain(i);
    }
    assertThat(pauses()).isEmpty();
  }

  @Test
  void thatSomebodyPausesItAnswersNothing() throws Exception {
    says(true, T + 50);
    for (int i = 0; i < 40; i++) {
      send("t" + i, Outcome.Status.OPENED, Arm.TREATMENT, T);
      send("h" + i, Outcome.Status.OPENED, Arm.HOLDOUT, T);
    }
    for (int i = 0; i < 15; i++) {
      complain(i);
    }
    assertThat(pauses()).hasSize(1);
  }

  private void says(boolean paused, long at) throws Exception {
    harness.processBroadcastElement(new Pause("rule", paused, "somebody", at), 0);
  }

  /** The next customer with the intervention. */
  private void complain(int i) throws Exception {
    send("t" + i, Outcome.Status.COMPLAINED, Arm.TREATMENT, T + 1 + i);
    harness.watermark(T + 1 + i);
  }

  private List<Pause> pauses() {
    Queue<StreamRecord<Pause>> told = harness.getSideOutput(SumOutcomesFunction.PAUSES);
    return told == null ? List.of() : told.stream().map(StreamRecord::getValue).toList();
  }

  private void send(String id, Outcome.Status status, Arm arm, long at) throws Exception {
    harness.processElement(outcome(id, status, arm, at), at);
  }
}

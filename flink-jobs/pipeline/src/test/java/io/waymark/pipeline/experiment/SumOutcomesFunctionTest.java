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
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SumOutcomesFunctionTest {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private KeyedOneInputStreamOperatorTestHarness<String, Outcome, Experiment> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new SumOutcomesFunction(EVERY)),
            Outcome::experiment,
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void sumsComeAtMostOnceInAnInterval() throws Exception {
    send("o1", Outcome.Status.OPENED, Arm.TREATMENT, T);
    send("o2", Outcome.Status.OPENED, Arm.TREATMENT, T + 4_999);
    harness.processWatermark(new Watermark(T + 4_999));
    assertThat(harness.extractOutputValues()).isEmpty();

    harness.processWatermark(new Watermark(T + 5_000));
    assertThat(harness.extractOutputValues())
        .extracting(sums -> sums.treatment().assigned())
        .containsExactly(2L);
    harness.processWatermark(new Watermark(T + 60_000));
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void atTheEndOfTheInputComesWhatHasNotBeenTold() throws Exception {
    send("o1", Outcome.Status.OPENED, Arm.TREATMENT, T);
    harness.processWatermark(new Watermark(T));
    harness.processWatermark(new Watermark(Long.MAX_VALUE));
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
    harness.processWatermark(new Watermark(T + 100));
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

  /** The next customer with the intervention. */
  private void complain(int i) throws Exception {
    send("t" + i, Outcome.Status.COMPLAINED, Arm.TREATMENT, T + 1 + i);
    harness.processWatermark(new Watermark(T + 1 + i));
  }

  private List<Pause> pauses() {
    Queue<StreamRecord<Pause>> told = harness.getSideOutput(SumOutcomesFunction.PAUSES);
    return told == null ? List.of() : told.stream().map(StreamRecord::getValue).toList();
  }

  private void send(String id, Outcome.Status status, Arm arm, long at) throws Exception {
    harness.processElement(outcome(id, status, arm, at), at);
  }
}

package io.waymark.pipeline.anomaly;

import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.by;
import static io.waymark.domain.intervention.SignalStory.fired;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.AnomalySettings;
import io.waymark.domain.anomaly.Cohort;
import io.waymark.domain.friction.Signal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeCohortsFunctionTest {
  private KeyedOneInputStreamOperatorTestHarness<Cohort, Signal, Anomaly> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void tenCustomersToWhomTheSameHappensAreNoticedHoweverTheirSignalsCome() throws Exception {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      signals.add(by("c" + i, fired("s" + i, TEN + 1 + i * MINUTE / 3)));
    }
    play(signals);
    List<Anomaly> expected = told();
    assertThat(expected).isNotEmpty();
    assertThat(expected.get(0).firedAt()).isEqualTo(TEN + 4 * MINUTE);
    assertThat(expected.get(expected.size() - 1).status()).isEqualTo(Anomaly.Status.RECOVERED);
    assertThat(harness.numKeyedStateEntries()).isZero();

    for (int seed = 0; seed < 5; seed++) {
      close();
      open();
      Collections.shuffle(signals, new Random(seed));
      play(signals);
      assertThat(told()).isEqualTo(expected);
    }
  }

  @Test
  void oneCustomerIsNoCohortHoweverOftenItHappens() throws Exception {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      signals.add(by("c1", fired("s" + i, TEN + i)));
    }
    play(signals);
    assertThat(told()).isEmpty();
  }

  @Test
  void aRestoredOperatorRemembersWhomItHappenedTo() throws Exception {
    for (int i = 0; i < 9; i++) {
      send(by("c" + i, fired("s" + i, TEN + i)));
    }
    harness.processWatermark(new Watermark(TEN + MINUTE));
    OperatorSubtaskState taken = harness.snapshot(1, 1);
    close();
    harness = harness();
    harness.initializeState(taken);
    harness.open();
    send(by("c9", fired("s9", TEN + MINUTE + 1)));
    harness.processWatermark(new Watermark(TEN + 2 * MINUTE));
    assertThat(told()).extracting(Anomaly::status).containsExactly(Anomaly.Status.FIRED);
  }

  private void play(List<Signal> signals) throws Exception {
    for (Signal signal : signals) {
      send(signal);
    }
    // Long enough for what was usual to be forgotten.
    harness.processWatermark(new Watermark(TEN + 14 * 24 * 60 * MINUTE));
  }

  private void send(Signal signal) throws Exception {
    harness.processElement(new StreamRecord<>(signal, signal.occurredAt()));
  }

  private List<Anomaly> told() {
    return List.copyOf(harness.extractOutputValues());
  }

  private static KeyedOneInputStreamOperatorTestHarness<Cohort, Signal, Anomaly> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new NoticeCohortsFunction(() -> AnomalySettings.PLAIN)),
        signal -> Objects.requireNonNull(Cohort.of(signal)),
        CohortSerializer.TYPE);
  }
}

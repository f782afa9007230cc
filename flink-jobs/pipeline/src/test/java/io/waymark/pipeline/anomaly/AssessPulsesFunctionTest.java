package io.waymark.pipeline.anomaly;

import static io.waymark.pipeline.anomaly.Shop.INCIDENT;
import static io.waymark.pipeline.anomaly.Shop.WEEK;
import static io.waymark.pipeline.anomaly.Shop.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.AnomalySettings;
import io.waymark.domain.anomaly.AssessedPulse;
import io.waymark.domain.anomaly.LearntPlace;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import io.waymark.pipeline.pulse.PlaceSerializer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssessPulsesFunctionTest {
  private KeyedOneInputStreamOperatorTestHarness<Place, Pulse, AssessedPulse> harness;
  private final List<Anomaly> told = new ArrayList<>();

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
  void paymentsThatFailAreToldWhenItIsCertainAndWhenTheyAreFineAgain() throws Exception {
    live(Shop.story(3));
    assertThat(anomalies())
        .extracting(Anomaly::status)
        .containsExactly(
            Anomaly.Status.FIRED,
            Anomaly.Status.CONTINUED,
            Anomaly.Status.CONTINUED,
            Anomaly.Status.CONTINUED,
            Anomaly.Status.CONTINUED,
            Anomaly.Status.RECOVERED);
    assertThat(told).extracting(Anomaly::place).containsOnly(Shop.place(1));
    assertThat(told).extracting(Anomaly::firedAt).containsOnly(INCIDENT + 2 * WINDOW);
  }

  @Test
  void theOrderOfPlacesDoesNotMatter() throws Exception {
    live(Shop.story(3));
    List<Anomaly> expected = List.copyOf(anomalies());
    close();
    told.clear();
    open();
    List<Pulse> story = Shop.story(3);
    for (int window = 0; window < story.size(); window += 3) {
      Collections.shuffle(story.subList(window, window + 3), new Random(window));
    }
    live(story);
    assertThat(anomalies()).isEqualTo(expected);
  }

  @Test
  void aRestoredOperatorGoesOnWhereItWas() throws Exception {
    List<Pulse> story = Shop.story(2);
    live(story);
    List<Anomaly> expected = List.copyOf(anomalies());
    close();
    told.clear();
    open();
    // In the middle of an hour, with one window that is out of line.
    int cut = story.size() - 2 * 11;
    live(story.subList(0, cut));
    anomalies();
    OperatorSubtaskState taken = harness.snapshot(1, 1);
    close();
    harness = harness();
    harness.initializeState(taken);
    harness.open();
    live(story.subList(cut, story.size()));
    assertThat(anomalies()).isEqualTo(expected);
  }

  /** The month before was learnt by another, and is all that this one knows. */
  @Test
  void whatWasLearntBeforeIsWhatIsNormalInTheFirstWindow() throws Exception {
    long live = INCIDENT - 3 * WINDOW;
    List<Pulse> month = Shop.story(2).stream().filter(pulse -> pulse.start() < live).toList();
    Map<Place, LearntPlace> learnt = new HashMap<>();
    try (var learner =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new LearnPlacesFunction(() -> AnomalySettings.PLAIN)),
            Pulse::place,
            PlaceSerializer.TYPE)) {
      learner.open();
      for (Pulse pulse : month) {
        learner.processElement(new StreamRecord<>(pulse, pulse.at()));
      }
      assertThat(learner.extractOutputValues()).isEmpty();
      learner.processWatermark(Watermark.MAX_WATERMARK);
      for (LearntPlace place : learner.extractOutputValues()) {
        DataOutputSerializer out = new DataOutputSerializer(256);
        LearntPlaceSerializer.INSTANCE.serialize(place, out);
        learnt.put(
            place.place(),
            LearntPlaceSerializer.INSTANCE.deserialize(
                new DataInputDeserializer(out.getCopyOfBuffer())));
      }
    }
    assertThat(learnt).containsOnlyKeys(Shop.place(0), Shop.place(1));

    close();
    harness = harness(calendar -> learnt::get);
    harness.open();
    live(Shop.story(2).stream().filter(pulse -> pulse.start() >= live).toList());

    assertThat(harness.extractOutputValues().get(0).normals().get(Measure.EVENTS))
        .isNotNull()
        .satisfies(
            normal -> {
              assertThat(normal.expected()).isEqualTo(200);
              assertThat(normal.weeks()).isEqualTo(4);
            });
    assertThat(anomalies())
        .hasSize(6)
        .extracting(Anomaly::against)
        .containsOnly(Anomaly.Against.NORMAL);
  }

  /** What happens is known better than what was learnt before. */
  @Test
  void whatIsKnownAlreadyIsNotReplaced() throws Exception {
    live(Shop.story(1));
    OperatorSubtaskState taken = harness.snapshot(1, 1);
    close();
    harness =
        harness(
            calendar ->
                place -> {
                  throw new AssertionError("asked for " + place);
                });
    harness.initializeState(taken);
    harness.open();

    harness.processElement(new StreamRecord<>(Shop.pulse(0, INCIDENT + 12 * WINDOW, 4, true)));
    assertThat(harness.extractOutputValues()).hasSize(1);
  }

  @Test
  void silenceIsNoticedWithoutAnybodySayingAnything() throws Exception {
    live(Shop.story(1));
    long end = INCIDENT + 12 * WINDOW;
    harness.processWatermark(new Watermark(end + WINDOW));
    assertThat(anomalies()).isEmpty();
    harness.processWatermark(new Watermark(end + 2 * WINDOW));
    assertThat(anomalies())
        .extracting(Anomaly::measure, Anomaly::status, Anomaly::at)
        .containsExactly(tuple(Measure.EVENTS, Anomaly.Status.FIRED, end + 2 * WINDOW));
  }

  @Test
  void theEndOfTheInputIsNotSilence() throws Exception {
    live(Shop.story(1));
    harness.processWatermark(new Watermark(Long.MAX_VALUE));
    assertThat(anomalies()).isEmpty();
  }

  @Test
  void windowsThatAreNotOverAreToldWithWhatIsNormalAndNotJudged() throws Exception {
    live(Shop.story(1));
    harness.getOutput().clear();
    harness.processElement(new StreamRecord<>(Shop.pulse(0, INCIDENT + 12 * WINDOW, 90, false)));
    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(
            assessed -> {
              assertThat(assessed.pulse().last()).isFalse();
              assertThat(assessed.normals().get(Measure.EVENTS))
                  .isNotNull()
                  .satisfies(
                      normal -> {
                        assertThat(normal.expected()).isEqualTo(200);
                        assertThat(normal.weeks()).isEqualTo(4);
                      });
            });
    assertThat(anomalies()).isEmpty();
  }

  @Test
  void aPlaceThatIsGoneForEightWeeksLeavesNothingBehind() throws Exception {
    harness.processElement(new StreamRecord<>(Shop.pulse(0, INCIDENT, 4, true)));
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
    harness.processWatermark(new Watermark(INCIDENT + 9 * WEEK));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  /** Pulses in order, and after those of each window its end. */
  private void live(List<Pulse> pulses) throws Exception {
    for (int i = 0; i < pulses.size(); i++) {
      Pulse pulse = pulses.get(i);
      harness.processElement(new StreamRecord<>(pulse, pulse.at()));
      if (i + 1 == pulses.size() || pulses.get(i + 1).end() > pulse.end()) {
        harness.processWatermark(new Watermark(pulse.end()));
      }
    }
  }

  /** All that was told until now. */
  private List<Anomaly> anomalies() {
    var output = harness.getSideOutput(AssessPulsesFunction.ANOMALIES);
    if (output != null) {
      output.forEach(record -> told.add(record.getValue()));
      output.clear();
    }
    return told;
  }

  private static KeyedOneInputStreamOperatorTestHarness<Place, Pulse, AssessedPulse> harness()
      throws Exception {
    return harness(LearntSource.NONE);
  }

  private static KeyedOneInputStreamOperatorTestHarness<Place, Pulse, AssessedPulse> harness(
      LearntSource learnt) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new AssessPulsesFunction(() -> AnomalySettings.PLAIN, learnt)),
        Pulse::place,
        PlaceSerializer.TYPE);
  }
}

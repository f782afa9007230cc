package io.waymark.pipeline.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.kpi.ContactGoal;
import io.waymark.domain.pulse.Figure;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import io.waymark.domain.pulse.Reading;
import io.waymark.domain.pulse.Tally;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeasurePlacesFunctionTest {
  private static final long TEN = 36_000_000;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final Place QUEUE = new Place("billing", "call", null);

  private KeyedOneInputStreamOperatorTestHarness<Place, Subtotal, Pulse> harness;
  private int read;

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
  void figuresAreToldEveryFiveSecondsWhileTheyChange() throws Exception {
    harness.processWatermark(TEN);
    events(TEN, 3);
    harness.processWatermark(TEN + 4_999);
    assertThat(told()).isEmpty();

    harness.processWatermark(TEN + 5_000);
    List<Pulse> first = told();
    assertThat(first).hasSize(1);
    assertThat(first.get(0).place()).isEqualTo(QUEUE);
    assertThat(first.get(0).start()).isEqualTo(TEN);
    assertThat(first.get(0).end()).isEqualTo(TEN + 5 * MINUTE);
    assertThat(first.get(0).last()).isFalse();
    assertThat(first.get(0).at()).isEqualTo(TEN + 5_000);
    assertThat(value(first.get(0), Measure.EVENTS)).isEqualTo(3);

    harness.processWatermark(TEN + 4 * MINUTE);
    assertThat(told()).isEmpty();
  }

  @Test
  void aWindowIsToldOnceMoreWhenItIsOverAndCorrectedByWhatComesLate() throws Exception {
    harness.processWatermark(TEN);
    events(TEN, 3);
    harness.processWatermark(TEN + 10_000);
    told();
    harness.processWatermark(TEN + 5 * MINUTE);
    assertThat(told())
        .singleElement()
        .satisfies(
            pulse -> {
              assertThat(pulse.last()).isTrue();
              assertThat(value(pulse, Measure.EVENTS)).isEqualTo(3);
            });

    events(TEN, 2);
    harness.processWatermark(TEN + 5 * MINUTE + 5_000);
    assertThat(told())
        .singleElement()
        .satisfies(
            pulse -> {
              assertThat(pulse.last()).isTrue();
              assertThat(pulse.start()).isEqualTo(TEN);
              assertThat(value(pulse, Measure.EVENTS)).isEqualTo(5);
            });
  }

  @Test
  void whatComesTooLateIsCountedAndChangesNothing() throws Exception {
    harness.processWatermark(TEN + 3 * HOUR);
    events(TEN, 1);
    harness.processWatermark(TEN + 4 * HOUR);

    assertThat(told()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void silenceIsTold() throws Exception {
    harness.processWatermark(TEN);
    events(TEN, 3);
    harness.processWatermark(TEN + 15 * MINUTE);

    assertThat(told())
        .filteredOn(Pulse::last)
        .extracting(pulse -> value(pulse, Measure.EVENTS))
        .containsExactly(3.0, 0.0, 0.0);
  }

  @Test
  void aDayAfterTheLastEventThePlaceIsForgotten() throws Exception {
    harness.processWatermark(TEN);
    events(TEN, 3);
    harness.processWatermark(TEN + 27 * HOUR);

    assertThat(told()).filteredOn(Pulse::last).hasSize(24 * 12);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void whoeverWaitsWaitsLongerWhileNothingHappens() throws Exception {
    harness.processWatermark(TEN);
    waiting(TEN, 1);
    waiting(TEN + 2_000, 1);
    harness.processWatermark(TEN + 5_000);
    assertThat(value(only(told()), Measure.IN_QUEUE)).isEqualTo(2);

    harness.processWatermark(TEN + 10_000);
    assertThat(value(only(told()), Measure.WAIT_OLDEST)).isEqualTo(10_000);

    waiting(TEN, -1);
    harness.processWatermark(TEN + 15_000);
    Pulse pulse = only(told());
    assertThat(value(pulse, Measure.IN_QUEUE)).isEqualTo(1);
    assertThat(value(pulse, Measure.WAIT_OLDEST)).isEqualTo(13_000);
  }

  @Test
  void aLateCorrectionDoesNotChangeWhoWaitedAtTheEnd() throws Exception {
    harness.processWatermark(TEN);
    events(TEN, 1);
    waiting(TEN + 4 * MINUTE, 1);
    harness.processWatermark(TEN + 5 * MINUTE);
    told();
    waiting(TEN + 4 * MINUTE, -1);
    events(TEN, 1);
    harness.processWatermark(TEN + 5 * MINUTE + 5_000);

    assertThat(told())
        .filteredOn(pulse -> pulse.start() == TEN)
        .singleElement()
        .satisfies(
            pulse -> {
              assertThat(value(pulse, Measure.EVENTS)).isEqualTo(2);
              assertThat(value(pulse, Measure.WAIT_OLDEST)).isEqualTo(MINUTE);
            });
  }

  @Test
  void aRestoredOperatorGoesOn() throws Exception {
    harness.processWatermark(TEN);
    events(TEN, 3);
    waiting(TEN, 1);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = harness();
    read = 0;
    harness.initializeState(snapshot);
    harness.open();
    events(TEN, 2);
    harness.processWatermark(TEN + 5_000);
    Pulse pulse = only(told());
    assertThat(value(pulse, Measure.EVENTS)).isEqualTo(5);
    assertThat(value(pulse, Measure.IN_QUEUE)).isEqualTo(1);
  }

  private static KeyedOneInputStreamOperatorTestHarness<Place, Subtotal, Pulse> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new MeasurePlacesFunction(ContactGoal.STANDARD)),
        Subtotal::place,
        PlaceSerializer.TYPE);
  }

  private void events(long start, int count) throws Exception {
    PulseWindow window = new PulseWindow();
    window.add(new Reading.Sum(Tally.EVENTS), count);
    harness.processElement(new Subtotal(QUEUE, start, window, new Standing()), start);
  }

  private void waiting(long since, int change) throws Exception {
    Standing standing = new Standing();
    standing.add(new Reading.Waiting(since), change);
    harness.processElement(
        new Subtotal(QUEUE, Subtotal.NO_WINDOW, new PulseWindow(), standing), since);
  }

  private List<Pulse> told() {
    List<Pulse> all = harness.extractOutputValues();
    List<Pulse> more = List.copyOf(all.subList(read, all.size()));
    read = all.size();
    return more;
  }

  private static Pulse only(List<Pulse> pulses) {
    assertThat(pulses).hasSize(1);
    return pulses.get(0);
  }

  private static @Nullable Double value(Pulse pulse, Measure measure) {
    return pulse.figures().stream()
        .filter(figure -> figure.measure() == measure)
        .map(Figure::value)
        .findFirst()
        .orElse(null);
  }
}

package io.waymark.pipeline.alert;

import static io.waymark.domain.alert.AnomalyStory.payments;
import static io.waymark.domain.delivery.DeliveryStory.alert;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Alert.Status;
import io.waymark.domain.alert.AnomalyLifecycle;
import io.waymark.domain.alert.Inhibition;
import io.waymark.domain.alert.StormLimit;
import io.waymark.domain.anomaly.Anomaly;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What happens to alerts between being raised and being told. */
class AlertsOnTheirWayTest {

  @Test
  void aStormIsBoundedAlsoAfterARestart() throws Exception {
    try (var before = storms()) {
      before.open();
      for (int i = 0; i < StormLimit.OPEN + 5; i++) {
        send(before, alert("a" + 1_000 + i, Status.OPEN, TEN + i));
      }
      assertThat(before.extractOutputValues()).as("time has not come").isEmpty();
      before.processWatermark(new Watermark(TEN + MINUTE));
      assertThat(told(before)).hasSize(StormLimit.OPEN + 2);
      assertThat(told(before).get(StormLimit.OPEN + 1).impact().count()).isEqualTo(5);
      OperatorSubtaskState state = before.snapshot(1, 1);
      try (var after = storms()) {
        after.initializeState(state);
        after.open();
        send(after, alert("b", Status.OPEN, TEN + 2 * MINUTE));
        after.processWatermark(new Watermark(TEN + 3 * MINUTE));
        assertThat(told(after))
            .extracting(Alert::status, alert -> alert.impact().count())
            .containsExactly(tuple(Status.UPDATED, 6L));
      }
    }
  }

  @Test
  void whatIsForgottenPassesEverythingAtOnceAndLeavesNothing() throws Exception {
    Alert alert = alert("a1", Status.OPEN, TEN);
    try (var storms = storms();
        var inhibition = inhibition()) {
      storms.open();
      inhibition.open();
      for (var stage : List.of(storms, inhibition)) {
        send(stage, alert);
        stage.processWatermark(new Watermark(TEN));
        send(stage, alert("a1", Status.UPDATED, TEN + MINUTE));
        stage.processElement(PlacedChange.forgotten(alert), TEN);
        stage.processWatermark(new Watermark(TEN + MINUTE));
        assertThat(stage.numKeyedStateEntries()).isZero();
        assertThat(stage.numEventTimeTimers()).isZero();
      }
      assertThat(storms.extractOutputValues())
          .extracting(PlacedChange::change)
          .containsExactly(new AlertChange("a1", alert), new AlertChange("a1", null));
      assertThat(inhibition.extractOutputValues())
          .extracting(PlacedChange::change)
          .containsExactly(new AlertChange("a1", alert), new AlertChange("a1", null));
    }
  }

  @Test
  void anIncidentMutesWhatIsThereAndLetsItGoAgain() throws Exception {
    try (var incidents = incidents();
        var inhibition = inhibition()) {
      incidents.open();
      inhibition.open();
      incidents.processElement(payments(Anomaly.Status.RECOVERED, 5, 0.04), TEN);
      incidents.processElement(payments(Anomaly.Status.FIRED, 1, 0.31), TEN);
      incidents.processWatermark(new Watermark(TEN + 10 * MINUTE));
      for (PlacedChange change : incidents.extractOutputValues()) {
        inhibition.processElement(at("/checkout", change), TEN);
      }
      send(inhibition, alert("a1", Status.OPEN, TEN + 2 * MINUTE));
      inhibition.processWatermark(new Watermark(TEN + 10 * MINUTE));
      assertThat(inhibition.extractOutputValues())
          .extracting(change -> change.change().alert())
          .extracting(Alert::status, alert -> alert.mutedBy() != null)
          .containsExactly(
              tuple(Status.OPEN, false),
              tuple(Status.OPEN, true),
              tuple(Status.UPDATED, false),
              tuple(Status.RESOLVED, false),
              tuple(Status.OPEN, false));
    }
  }

  private static PlacedChange at(String place, PlacedChange change) {
    return new PlacedChange(change.ruleId(), place, change.change());
  }

  private static void send(
      KeyedOneInputStreamOperatorTestHarness<String, PlacedChange, ?> to, Alert alert)
      throws Exception {
    to.processElement(PlacedChange.of(alert), alert.lastAt());
  }

  private static List<Alert> told(
      KeyedOneInputStreamOperatorTestHarness<String, PlacedChange, PlacedChange> harness) {
    return harness.extractOutputValues().stream()
        .map(change -> change.change().alert())
        .filter(Objects::nonNull)
        .toList();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, PlacedChange, PlacedChange> storms()
      throws Exception {
    return harness(
        new LimitStormsFunction(), PlacedChange::ruleId, PlacedChangeSerializer.INSTANCE);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, PlacedChange, PlacedChange>
      inhibition() throws Exception {
    return harness(
        new InhibitAlertsFunction(Inhibition.Reach.TOUCHPOINT),
        PlacedChange::meets,
        PlacedChangeSerializer.INSTANCE);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Anomaly, PlacedChange> incidents()
      throws Exception {
    return harness(
        new RaiseIncidentsFunction(), AnomalyLifecycle::key, PlacedChangeSerializer.INSTANCE);
  }

  private static <I, O> KeyedOneInputStreamOperatorTestHarness<String, I, O> harness(
      KeyedProcessFunction<String, I, O> function,
      KeySelector<I, String> key,
      TypeSerializer<O> out)
      throws Exception {
    TypeInformation<String> text = Types.STRING;
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, I, O>(
            new KeyedProcessOperator<>(function), key, text);
    harness.setup(out);
    return harness;
  }
}

package io.waymark.pipeline.alert;

import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.by;
import static io.waymark.domain.intervention.SignalStory.escalated;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.AlertLifecycle;
import io.waymark.domain.alert.AlertState;
import io.waymark.domain.alert.Report;
import io.waymark.domain.anomaly.AnomalySettings;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.SignalStory;
import io.waymark.domain.rule.Alerting;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.types.Binary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RaiseAlertsFunctionTest {
  private static final Alerting OF_TOUCHPOINT = new Alerting(List.of("touchpoint"), "web", null);
  private static final Rule RULE =
      SignalStory.rule(new Pattern.OnEvent(Selector.any()), OF_TOUCHPOINT, null);

  private KeyedOneInputStreamOperatorTestHarness<String, GroupNews, PlacedChange> harness;

  @BeforeEach
  void start() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void firesOfManyAreOneAlertThatEndsWithTheLast() throws Exception {
    send(fired("s1", TEN));
    send(by("bob", fired("s2", TEN + 1)));
    send(escalated("s1", Severity.CRITICAL, TEN + MINUTE));
    send(resolved("s1", TEN + 2 * MINUTE));
    send(by("bob", resolved("s2", TEN + 3 * MINUTE)));
    watermark(TEN + 3 * MINUTE);
    assertThat(alerts())
        .extracting(Alert::status, alert -> alert.impact().customers())
        .containsExactly(
            tuple(Alert.Status.OPEN, 1L),
            tuple(Alert.Status.UPDATED, 2L),
            tuple(Alert.Status.UPDATED, 2L),
            tuple(Alert.Status.UPDATED, 2L),
            tuple(Alert.Status.RESOLVED, 2L));
    assertThat(alerts()).extracting(Alert::alertId).containsOnly(alerts().get(0).alertId());
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() throws Exception {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      signals.add(by("c" + i % 20, fired("s" + i, TEN + i * 700)));
      signals.add(by("c" + i % 20, resolved("s" + i, TEN + i * 700 + 9_000)));
    }
    List<List<Alert>> runs = new ArrayList<>();
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(signals, new Random(seed));
      close();
      start();
      for (Signal signal : signals) {
        send(signal);
      }
      watermark(TEN + HOUR);
      runs.add(alerts());
    }
    assertThat(runs.get(0)).hasSizeGreaterThan(5);
    assertThat(runs).containsOnly(runs.get(0));
  }

  @Test
  void whatComesLateCountsStill() throws Exception {
    send(fired("s1", TEN));
    watermark(TEN + MINUTE);
    send(by("bob", fired("s0", TEN - MINUTE)));
    assertThat(alerts())
        .extracting(Alert::status, Alert::lastAt, alert -> alert.impact().count())
        .containsExactly(
            tuple(Alert.Status.OPEN, TEN, 1L), tuple(Alert.Status.UPDATED, TEN + MINUTE, 2L));
  }

  @Test
  void stateAndTimersAreGoneWhenTheAlertCanNotComeBackBesidesWhatWasToldLast() throws Exception {
    send(fired("s1", TEN));
    send(resolved("s1", TEN + MINUTE));
    watermark(TEN + 31 * MINUTE);
    assertThat(harness.numKeyedStateEntries())
        .as("the last word on the alert, and what is usual")
        .isEqualTo(2);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void atTheEndOfAllInputWhatIsUntoldIsToldAndNothingEnds() throws Exception {
    send(fired("s1", TEN));
    send(by("bob", fired("s2", TEN + 1)));
    watermark(Long.MAX_VALUE);
    assertThat(alerts())
        .extracting(Alert::status, alert -> alert.impact().customers())
        .containsExactly(tuple(Alert.Status.OPEN, 1L), tuple(Alert.Status.UPDATED, 2L));
  }

  @Test
  void anAlertOfTheErasedAloneIsTakenBack() throws Exception {
    send(fired("s1", TEN));
    watermark(TEN);
    erase("ann");
    String alert = alerts().get(0).alertId();
    assertThat(harness.extractOutputValues())
        .extracting(PlacedChange::change)
        .extracting(AlertChange::alertId, change -> change.alert() == null)
        .containsExactly(tuple(alert, false), tuple(alert, true));
    assertThat(harness.numKeyedStateEntries()).as("counts, of nobody").isEqualTo(1);
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void whatIsUsualIsLearntWhileAlertsComeAndGoAndOverRestarts() throws Exception {
    for (int i = 0; i < 24; i++) {
      for (int k = 0; k < 11; k++) {
        String id = "c" + i + "-" + k;
        send(by(id, fired("s" + id, TEN + i * 5 * MINUTE + k)));
      }
    }
    watermark(TEN + 2 * HOUR);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    for (int k = 0; k < 50; k++) {
      send(by("d" + k, fired("d" + k, TEN + 2 * HOUR + MINUTE + k)));
    }
    watermark(TEN + 2 * HOUR + 2 * MINUTE);
    assertThat(last().impact().recent()).isEqualTo(50);
    assertThat(last().impact().usual()).isEqualTo(11);
  }

  @Test
  void anAlertOfAnEarlierReleaseEndsWhenItCouldNotChangeAnyMore() throws Exception {
    DataOutputSerializer stored = new DataOutputSerializer(256);
    stored.writeByte(1);
    writeAlertOfFire(stored);
    stored.writeLong(TEN + 24 * HOUR);
    AlertState read =
        AlertStateSerializer.INSTANCE.deserialize(
            new DataInputDeserializer(stored.getCopyOfBuffer()));
    AlertLifecycle lifecycle = new AlertLifecycle();
    assertThat(lifecycle.wake(read, null, TEN + 24 * HOUR - 1).emitted()).isNull();
    Alert over = lifecycle.wake(read, null, TEN + 24 * HOUR).emitted();
    assertThat(over.status()).isEqualTo(Alert.Status.RESOLVED);
    assertThat(over.alertId()).isEqualTo("a1");
    assertThat(over.impact().samples()).containsExactly("ann");
  }

  private static void writeAlertOfFire(DataOutputSerializer out) throws Exception {
    out.writeByte(1);
    Binary.writeText("a1", out);
    Binary.writeConstant(Alert.Status.OPEN, out);
    Binary.writeScalars(Map.of("touchpoint", "/checkout"), out);
    Binary.writeList(List.of("checkout-abandoned"), Binary::writeText, out);
    Binary.writeConstant(Severity.HIGH, out);
    Binary.writeText("Checkout abandoned", out);
    for (int i = 0; i < 4; i++) {
      Binary.writeNullableText(null, out);
    }
    out.writeInt(1);
    out.writeInt(1);
    Binary.writeList(List.of("ann"), Binary::writeText, out);
    out.writeLong(TEN);
    out.writeLong(TEN);
  }

  @Test
  void anAlertOfOthersTooNamesTheErasedNoMore() throws Exception {
    send(fired("s1", TEN));
    send(by("bob", fired("s2", TEN + 1)));
    watermark(TEN + MINUTE);
    erase("ann");
    assertThat(last().impact().samples()).containsExactly("bob");
    assertThat(last().impact().customers()).isEqualTo(2);
  }

  @Test
  void alertsThatAreOverForGoodAreFoundToo() throws Exception {
    send(fired("s1", TEN));
    send(resolved("s1", TEN + 1));
    send(fired("s2", TEN + HOUR));
    send(by("bob", fired("s3", TEN + HOUR + 1)));
    send(resolved("s2", TEN + HOUR + 2));
    send(by("bob", resolved("s3", TEN + HOUR + 3)));
    watermark(TEN + 3 * HOUR);
    List<String> ids = alerts().stream().map(Alert::alertId).distinct().toList();
    erase("ann");
    assertThat(harness.getSideOutput(RaiseAlertsFunction.REWRITTEN))
        .extracting(record -> record.getValue())
        .extracting(
            AlertChange::alertId,
            change -> change.alert() == null ? null : change.alert().impact().samples())
        .containsExactlyInAnyOrder(tuple(ids.get(0), null), tuple(ids.get(1), List.of("bob")));
  }

  @Test
  void whatTheErasedWaitsForIsVoid() throws Exception {
    send(fired("s1", TEN));
    send(by("bob", fired("s2", TEN + 1)));
    erase("ann");
    watermark(TEN + MINUTE);
    assertThat(alerts())
        .extracting(alert -> alert.impact().samples())
        .containsExactly(List.of("bob"));
  }

  @Test
  void whatWaitedForTheTimeOfADeadlineTakesNoTimerWithIt() throws Exception {
    send(by("bob", fired("s1", TEN)));
    send(by("bob", fired("s2", TEN + 1)));
    watermark(TEN + 100);
    send(fired("s3", TEN + AlertLifecycle.EVERY));
    erase("ann");
    watermark(TEN + AlertLifecycle.EVERY);
    assertThat(alerts())
        .extracting(Alert::status, alert -> alert.impact().count())
        .containsExactly(tuple(Alert.Status.OPEN, 1L), tuple(Alert.Status.UPDATED, 2L));
  }

  @Test
  void aRestoredOperatorGoesOnWhereItWas() throws Exception {
    send(fired("s1", TEN));
    send(by("bob", fired("s2", TEN + 1)));
    watermark(TEN);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    send(resolved("s1", TEN + MINUTE));
    watermark(TEN + MINUTE);
    assertThat(alerts())
        .extracting(Alert::status, alert -> alert.impact().customers())
        .containsExactly(tuple(Alert.Status.UPDATED, 2L), tuple(Alert.Status.UPDATED, 2L));
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, GroupNews, PlacedChange> harness()
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<String, GroupNews, PlacedChange>(
            new KeyedProcessOperator<>(new RaiseAlertsFunction(() -> AnomalySettings.PLAIN)),
            GroupNews::key,
            Types.STRING);
    harness.setup(PlacedChangeSerializer.INSTANCE);
    return harness;
  }

  private void send(Signal signal) throws Exception {
    Report report = Report.of(signal, RULE, OF_TOUCHPOINT, signal.occurredAt());
    harness.processElement(new GroupNews.OfReport(report), signal.occurredAt());
  }

  private void watermark(long time) throws Exception {
    harness.processWatermark(new Watermark(time));
  }

  private void erase(String customer) throws Exception {
    String key = Report.of(fired("s1", TEN), RULE, OF_TOUCHPOINT, TEN).key();
    harness.processElement(new GroupNews.OfErased(key, customer, TEN + 10 * HOUR), TEN);
  }

  private Alert last() {
    return alerts().get(alerts().size() - 1);
  }

  private List<Alert> alerts() {
    return harness.extractOutputValues().stream()
        .map(change -> change.change().alert())
        .filter(alert -> alert != null)
        .toList();
  }
}

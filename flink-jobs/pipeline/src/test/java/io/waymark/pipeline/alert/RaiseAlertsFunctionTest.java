package io.waymark.pipeline.alert;

import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.escalated;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Alert;
import io.waymark.domain.intervention.AlertLifecycle;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.rules.BroadcastRules;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RulesOfSignals;
import io.waymark.pipeline.rules.StoredEntries;
import io.waymark.pipeline.rules.StoryRules;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RaiseAlertsFunctionTest {
  private KeyedBroadcastOperatorTestHarness<
          String, Either<Signal, ErasedAlert>, RuleUpdate, AlertChange>
      harness;

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void anAlertGoesOutAtOnceAndEndsWithItsFire() throws Exception {
    start();
    send(fired("s1", TEN));
    send(fired("s2", TEN));
    send(escalated("s1", Severity.CRITICAL, TEN + MINUTE));
    send(resolved("s1", TEN + 2 * MINUTE));
    assertThat(alerts())
        .extracting(Alert::status)
        .containsExactly(
            Alert.Status.OPEN, Alert.Status.OPEN, Alert.Status.UPDATED, Alert.Status.RESOLVED);
    assertThat(alerts().get(3).alertId()).isEqualTo(alerts().get(0).alertId());
    assertThat(alerts().get(1).alertId()).isNotEqualTo(alerts().get(0).alertId());
  }

  @Test
  void stateAndTimersAreGoneWhenNothingCanChangeTheAlertAnyMore() throws Exception {
    start();
    send(fired("s1", TEN));
    send(resolved("s1", TEN + MINUTE));
    send(fired("s2", TEN));
    harness.watermark(TEN + 24 * HOUR - 1);
    assertThat(StoredEntries.of(harness)).isEqualTo(2);
    harness.watermark(TEN + 24 * HOUR);
    assertThat(StoredEntries.of(harness)).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(alerts()).hasSize(3);
  }

  @Test
  void anErasedAlertIsTakenBackAndStaysSo() throws Exception {
    start();
    send(fired("s1", TEN));
    String alert = alerts().get(0).alertId();
    harness.processElement(Either.Right(new ErasedAlert(alert, TEN + MINUTE)), TEN + MINUTE);
    send(fired("s1", TEN));
    send(resolved("s1", TEN + MINUTE));
    assertThat(harness.extractOutputValues())
        .extracting(AlertChange::alertId, change -> change.alert() == null)
        .containsExactly(tuple(alert, false), tuple(alert, true));
    harness.watermark(TEN + 24 * HOUR);
    assertThat(StoredEntries.of(harness)).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aRestoredOperatorRepeatsNothing() throws Exception {
    start();
    send(fired("s1", TEN));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    send(fired("s1", TEN));
    send(resolved("s1", TEN + MINUTE));
    send(fired("s2", TEN));
    assertThat(alerts())
        .extracting(Alert::status)
        .containsExactly(Alert.Status.RESOLVED, Alert.Status.OPEN);
  }

  @Test
  void whatIsRememberedComesBackAsItWas() throws Exception {
    start();
    send(fired("s1", TEN));
    var state = new AlertLifecycle.State(alerts().get(0), TEN + HOUR);
    DataOutputSerializer out = new DataOutputSerializer(256);
    AlertStateSerializer.INSTANCE.serialize(state, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(AlertStateSerializer.INSTANCE.deserialize(in)).isEqualTo(state);
    assertThat(in.available()).isZero();
  }

  private void start() throws Exception {
    harness = harness();
    harness.open();
  }

  private static KeyedBroadcastOperatorTestHarness<
          String, Either<Signal, ErasedAlert>, RuleUpdate, AlertChange>
      harness() throws Exception {
    RulesOfSignals rules = new RuleFeed(null, StoryRules.source("alert")).rules();
    return new KeyedBroadcastOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(new RaiseAlertsFunction(rules), BroadcastRules.states()),
        AlertTopology::alertId,
        Types.STRING,
        1,
        1,
        0);
  }

  private void send(Signal signal) throws Exception {
    harness.processElement(Either.Left(signal), signal.occurredAt());
  }

  private List<Alert> alerts() {
    return harness.extractOutputValues().stream().map(AlertChange::alert).toList();
  }
}

package io.waymark.pipeline.alert;

import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.AlertLifecycle;
import io.waymark.pipeline.erasure.ByPseudonym;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.rules.BroadcastRules;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.StoryRules;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The alerts of somebody who is erased are found, and what is read again raises none. */
class CustomersAlertsFunctionTest {
  private KeyedBroadcastOperatorTestHarness<
          String, Either<Signal, Fact>, RuleUpdate, Either<Signal, ErasedAlert>>
      harness;

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
  void allAlertsOfTheCustomerAreErasedAndAReceiptIsWritten() throws Exception {
    send(fired("s1", TEN));
    send(fired("s2", TEN + 1));
    send(resolved("s2", TEN + 2));
    erase(TEN + MINUTE);
    assertThat(harness.extractOutputValues())
        .filteredOn(Either::isRight)
        .extracting(Either::right)
        .containsExactlyInAnyOrder(
            new ErasedAlert(AlertLifecycle.alertId(fired("s1", TEN)), TEN + MINUTE),
            new ErasedAlert(AlertLifecycle.alertId(fired("s2", TEN)), TEN + MINUTE));
    assertThat(harness.getSideOutput(CustomersAlertsFunction.ERASURES))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getValue().store()).isEqualTo(Erasure.Store.ALERTS);
              assertThat(record.getValue().removed()).isEqualTo(2);
            });
  }

  @Test
  void whatIsReadAgainOfTheTimeBeforeGoesNoFurther() throws Exception {
    send(fired("s1", TEN));
    erase(TEN + MINUTE);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(state);
    harness.open();
    send(fired("s1", TEN));
    erase(TEN + MINUTE);
    assertThat(harness.extractOutputValues()).isEmpty();
    Signal since = fired("s3", TEN + 2 * MINUTE);
    send(since);
    assertThat(harness.extractOutputValues()).containsExactly(Either.Left(since));
  }

  private static KeyedBroadcastOperatorTestHarness<
          String, Either<Signal, Fact>, RuleUpdate, Either<Signal, ErasedAlert>>
      harness() throws Exception {
    var harness =
        new KeyedBroadcastOperatorTestHarness<
            String, Either<Signal, Fact>, RuleUpdate, Either<Signal, ErasedAlert>>(
            new CoBroadcastWithKeyedOperator<>(
                new CustomersAlertsFunction(
                    new RuleFeed(null, StoryRules.source("alert")).rules(),
                    ErasureSettings.DEFAULT.remembered()),
                BroadcastRules.states()),
            new ByPseudonym<>(ErasureSettings.DEFAULT.salt(), AlertTopology::customerId),
            Types.STRING,
            1,
            1,
            0);
    harness.setup(AlertTopology.KEPT.createSerializer(new SerializerConfigImpl()));
    return harness;
  }

  private void send(Signal signal) throws Exception {
    harness.processElement(Either.Left(signal), signal.occurredAt());
  }

  private void erase(long at) throws Exception {
    String customer = fired("s1", TEN).customerId();
    Fact fact = new Fact("f", Fact.Kind.ERASED, customer, at, "e", "erase", null, null, Map.of());
    harness.processElement(Either.Right(fact), at);
  }
}

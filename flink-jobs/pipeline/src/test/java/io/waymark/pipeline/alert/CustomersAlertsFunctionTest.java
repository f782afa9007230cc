package io.waymark.pipeline.alert;

import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.escalated;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static io.waymark.domain.intervention.SignalStory.retracted;
import static io.waymark.domain.intervention.SignalStory.shadow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.alert.CartChange;
import io.waymark.domain.alert.CartValue;
import io.waymark.domain.alert.Report;
import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.erasure.ByPseudonym;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.rules.BroadcastRules;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.StoryRules;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each signal is told once; the alerts of somebody who is erased are found. */
class CustomersAlertsFunctionTest {
  private KeyedBroadcastOperatorTestHarness<String, CustomerNews, RuleUpdate, GroupNews> harness;

  @BeforeEach
  void start() throws Exception {
    harness = harness("alert");
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aSignalIsToldWithWhatTheCartIsWorthThenWhicheverComesFirst() throws Exception {
    send(fired("s1", TEN));
    send(fired("s2", TEN + 2));
    cart(TEN + 2, null);
    cart(TEN, new CartValue(80, "THB"));
    assertThat(reports()).as("time has not come").isEmpty();
    harness.watermark(TEN + 2);
    assertThat(reports())
        .extracting(Report::signalId, Report::cart)
        .containsExactly(tuple("s1", new CartValue(80, "THB")), tuple("s2", null));
  }

  @Test
  void signalsThatRecurAreToldOnce() throws Exception {
    for (int run = 0; run < 2; run++) {
      send(fired("s1", TEN));
      send(escalated("s1", Severity.HIGH, TEN + 1));
      send(escalated("s1", Severity.CRITICAL, TEN + 2));
      send(resolved("s1", TEN + 3));
      harness.watermark(TEN + 4 + run);
    }
    assertThat(reports())
        .extracting(Report::status, Report::at)
        .containsExactly(
            tuple(Signal.Status.FIRED, TEN),
            tuple(Signal.Status.ESCALATED, TEN + 1),
            tuple(Signal.Status.ESCALATED, TEN + 2),
            tuple(Signal.Status.RESOLVED, TEN + 3));
    assertThat(reports()).extracting(Report::key).containsOnly(reports().get(0).key());
  }

  @Test
  void aRetractionDoesNotOvertakeItsFire() throws Exception {
    send(fired("s1", TEN));
    send(retracted("s1", TEN - MINUTE));
    harness.watermark(TEN);
    assertThat(reports())
        .extracting(Report::status, Report::at)
        .containsExactly(tuple(Signal.Status.FIRED, TEN), tuple(Signal.Status.RETRACTED, TEN));
  }

  @Test
  void shadowRulesAndRulesWithoutAlertTellNothing() throws Exception {
    send(shadow(fired("s1", TEN)));
    send(resolved("s1", TEN + 1));
    harness.watermark(TEN + 1);
    assertThat(reports()).extracting(Report::status).containsOnly(Signal.Status.RESOLVED);
    harness.close();
    harness = harness("service");
    harness.open();
    send(fired("s1", TEN));
    send(resolved("s1", TEN + 1));
    harness.watermark(TEN + 1);
    assertThat(harness.extractOutputValues()).isEmpty();
  }

  @Test
  void allAlertsOfTheCustomerAreFoundAndAReceiptIsWritten() throws Exception {
    send(fired("s1", TEN));
    send(fired("s2", TEN + 1));
    send(resolved("s2", TEN + 2));
    harness.watermark(TEN + 2);
    String key = reports().get(0).key();
    erase(TEN + MINUTE);
    assertThat(harness.extractOutputValues())
        .filteredOn(GroupNews.OfErased.class::isInstance)
        .containsExactly(new GroupNews.OfErased(key, "ann", TEN + MINUTE));
    assertThat(harness.getSideOutput(CustomersAlertsFunction.ERASURES))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getValue().store()).isEqualTo(Erasure.Store.ALERTS);
              assertThat(record.getValue().removed()).isEqualTo(1);
            });
  }

  @Test
  void whatIsReadAgainOfTheTimeBeforeGoesNoFurther() throws Exception {
    send(fired("s1", TEN));
    erase(TEN + MINUTE);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    harness = harness("alert");
    harness.initializeState(state);
    harness.open();
    send(fired("s1", TEN));
    cart(TEN, new CartValue(80, "THB"));
    erase(TEN + MINUTE);
    harness.watermark(TEN + MINUTE);
    assertThat(harness.extractOutputValues()).isEmpty();
    send(fired("s3", TEN + 2 * MINUTE));
    harness.watermark(TEN + 2 * MINUTE);
    assertThat(reports())
        .extracting(Report::signalId, Report::cart)
        .containsExactly(tuple("s3", null));
  }

  private static KeyedBroadcastOperatorTestHarness<String, CustomerNews, RuleUpdate, GroupNews>
      harness(String rule) throws Exception {
    var harness =
        new KeyedBroadcastOperatorTestHarness<String, CustomerNews, RuleUpdate, GroupNews>(
            new CoBroadcastWithKeyedOperator<>(
                new CustomersAlertsFunction(
                    new RuleFeed(null, StoryRules.source(rule)).rules(),
                    ErasureSettings.DEFAULT.remembered()),
                BroadcastRules.states()),
            new ByPseudonym<>(ErasureSettings.DEFAULT.salt(), CustomerNews::customerId),
            Types.STRING,
            1,
            1,
            0);
    harness.setup(GroupNewsSerializer.INSTANCE);
    return harness;
  }

  private List<Report> reports() {
    return harness.extractOutputValues().stream()
        .filter(GroupNews.OfReport.class::isInstance)
        .map(news -> ((GroupNews.OfReport) news).report())
        .toList();
  }

  private void send(Signal signal) throws Exception {
    harness.processElement(new CustomerNews.OfSignal(signal), signal.occurredAt());
  }

  private void cart(long at, CartValue value) throws Exception {
    harness.processElement(
        new CustomerNews.OfCart(new CartChange("ann", at, "e" + at, value, false)), at);
  }

  private void erase(long at) throws Exception {
    Fact fact = new Fact("f", Fact.Kind.ERASED, "ann", at, "e", "erase", null, null, Map.of());
    harness.processElement(new CustomerNews.OfErasure(fact), at);
  }
}

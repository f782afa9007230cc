package io.waymark.pipeline.delivery;

import static io.waymark.domain.delivery.DeliveryStory.HOUR;
import static io.waymark.domain.delivery.DeliveryStory.MINUTE;
import static io.waymark.domain.delivery.DeliveryStory.TEN;
import static io.waymark.domain.delivery.DeliveryStory.alert;
import static io.waymark.domain.delivery.DeliveryStory.cancelled;
import static io.waymark.domain.delivery.DeliveryStory.destination;
import static io.waymark.domain.delivery.DeliveryStory.issued;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.delivery.Dispatch;
import io.waymark.domain.delivery.Message;
import io.waymark.domain.delivery.Order;
import io.waymark.domain.delivery.Order.Deliver;
import io.waymark.domain.delivery.Order.Forget;
import io.waymark.domain.delivery.Order.Withdraw;
import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.pipeline.erasure.Salt;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecipientsFunctionTest {
  private final Trigger offer = issued("offer", Purpose.MARKETING, "email", TEN);
  private KeyedOneInputStreamOperatorTestHarness<String, Notice, Order> harness;

  @BeforeEach
  void start() throws Exception {
    start(null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aTriggerAndAnAlertGoToThoseWhoAreToBeToldWithTheirBodies() throws Exception {
    send(new Notice.OfTrigger(offer));
    send(new Notice.OfAlert(alert("a1", Alert.Status.OPEN, TEN)));

    assertThat(harness.extractOutputValues())
        .extracting(order -> ((Deliver) order).dispatch().message().body())
        .containsExactly("{\"trigger_id\":\"offer\",\"of\":\"ann\"}", "{\"alert_id\":\"a1\"}");
  }

  @Test
  void aNoReachesWhatIsOnItsWayAlsoAfterARestore() throws Exception {
    send(new Notice.OfTrigger(offer));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    start(snapshot);
    send(new Notice.OfFact(objection()));
    assertThat(harness.extractOutputValues())
        .satisfiesExactly(
            order ->
                assertThat(((Withdraw) order).messageId())
                    .isEqualTo(Dispatch.of(offer, "{}").message().id()));

    send(new Notice.OfTrigger(issued("another", Purpose.MARKETING, "email", TEN + 1)));
    assertThat(harness.extractOutputValues()).hasSize(1);
    assertThat(harness.getSideOutput(DeliveryTopology.UNTOLD))
        .extracting(StreamRecord::getValue)
        .extracting(Attempt::status)
        .containsExactly(Attempt.Status.SUPPRESSED);
  }

  @Test
  void stateAndTimersAreGoneAfterExpiry() throws Exception {
    send(new Notice.OfTrigger(offer));
    send(new Notice.OfTrigger(issued("t2", Purpose.SERVICE, "call", TEN + 5)));
    assertThat(harness.numKeyedStateEntries()).isPositive();
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);

    harness.setProcessingTime(TEN + HOUR + 5);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void anErasureLeavesNothingButItsReceipt() throws Exception {
    send(new Notice.OfTrigger(offer));
    send(
        new Notice.OfFact(
            new Fact("f", Fact.Kind.ERASED, "ann", TEN, "e", "erase", null, null, Map.of())));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
    assertThat(harness.extractOutputValues()).hasSize(2).last().isInstanceOf(Withdraw.class);
    assertThat(harness.getSideOutput(DeliveryTopology.ERASURES))
        .extracting(StreamRecord::getValue)
        .satisfiesExactly(
            receipt -> {
              assertThat(receipt.store()).isEqualTo(Erasure.Store.DELIVERIES);
              assertThat(receipt.removed()).isEqualTo(1);
              assertThat(receipt.pseudonym()).isEqualTo(Salt.known("test").pseudonyms().of("ann"));
            });
  }

  @Test
  void whatIsTakenBackOfAnErasedCustomerIsPassedOnAndNotRemembered() throws Exception {
    send(new Notice.OfErasedTrigger(cancelled(offer, TEN + 1)));
    assertThat(harness.extractOutputValues())
        .satisfiesExactly(
            order -> {
              Message message = ((Deliver) order).dispatch().message();
              assertThat(message.type()).isEqualTo("trigger.cancelled");
              assertThat(message.body()).isEqualTo("{\"trigger_id\":\"offer\",\"of\":\"\"}");
              assertThat(message.customerId()).isNull();
            });
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void anAlertThatIsTakenBackIsForgottenByAllDestinations() throws Exception {
    send(new Notice.OfErasedAlert("a1"));
    assertThat(harness.extractOutputValues()).containsExactly(new Forget("crm", "a1", "erased"));
  }

  @Test
  void aReplayGoesToItsDestination() throws Exception {
    send(new Notice.OfRedelivery(dead(Dispatch.of(offer, "{}"))));
    assertThat(harness.extractOutputValues())
        .satisfiesExactly(order -> assertThat(((Deliver) order).redelivered()).isTrue());
  }

  private void start(OperatorSubtaskState state) throws Exception {
    start(state, TEN);
    harness.processWatermark(TEN);
  }

  /** Nothing has been read yet of what was written before. */
  private void start(OperatorSubtaskState state, long startedAt) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new RecipientsFunction(
                    new FakeSenders(List.of(destination("crm"))),
                    new TestBodies(),
                    Salt.known("test"),
                    Clock.fixed(Instant.ofEpochMilli(startedAt), ZoneOffset.UTC))),
            Notice::key,
            Types.STRING);
    harness.setup(OrderSerializer.INSTANCE);
    harness.setProcessingTime(startedAt);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  @Test
  void whatWasIssuedBeforeTheStartWaitsUntilEverythingFromBeforeHasBeenRead() throws Exception {
    restart(null, TEN + MINUTE);
    send(new Notice.OfTrigger(offer));
    harness.processWatermark(TEN + MINUTE - 1);
    assertThat(harness.extractOutputValues()).isEmpty();

    harness.processWatermark(TEN + MINUTE);
    send(new Notice.OfTrigger(issued("another", Purpose.MARKETING, "email", TEN)));
    assertThat(orders())
        .extracting(order -> ((Deliver) order).dispatch().subjectId())
        .containsExactly("offer", "another");
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void itIsLookedForEachSecondAndThenSeldomWhetherThatIsSo() throws Exception {
    restart(null, TEN + MINUTE);
    send(new Notice.OfTrigger(offer));
    for (long wait = 0; wait < 40_000; wait += 500) {
      harness.setProcessingTime(TEN + MINUTE + wait);
      assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    }
    assertThat(harness.extractOutputValues()).isEmpty();

    harness.processWatermark(TEN + MINUTE);
    harness.setProcessingTime(TEN + MINUTE + 50_000);
    assertThat(orders()).hasSize(1);
  }

  @Test
  void aNoOfTheTimeInWhichNothingWasReadComesFirst() throws Exception {
    restart(null, TEN + MINUTE);
    send(new Notice.OfTrigger(offer));
    send(new Notice.OfRedelivery(dead(Dispatch.of(offer, "{}"))));
    send(new Notice.OfFact(objection()));
    readUpTo(TEN + MINUTE);

    assertThat(orders()).isEmpty();
    assertThat(untold())
        .extracting(Attempt::status)
        .containsExactly(Attempt.Status.SUPPRESSED, Attempt.Status.SUPPRESSED);
  }

  @Test
  void whatWasTakenBackInThatTimeIsNotToldButThatItWasIs() throws Exception {
    restart(null, TEN + MINUTE);
    send(new Notice.OfTrigger(offer));
    // Whoever was told of it before a crash needs to know; that there was none, nobody knows.
    send(new Notice.OfTrigger(cancelled(offer, TEN + 1)));
    readUpTo(TEN + MINUTE);

    assertThat(orders())
        .satisfiesExactly(
            order ->
                assertThat(((Deliver) order).dispatch().message().type())
                    .isEqualTo("trigger.cancelled"));
    assertThat(untold()).extracting(Attempt::status).containsExactly(Attempt.Status.CANCELLED);
  }

  @Test
  void whatWaitedWhenTheJobWentDownWaitsForTheNextStart() throws Exception {
    restart(null, TEN + MINUTE);
    send(new Notice.OfTrigger(offer));
    restart(harness.snapshot(1, 1), TEN + 2 * MINUTE);

    readUpTo(TEN + MINUTE);
    assertThat(harness.extractOutputValues()).isEmpty();
    send(new Notice.OfFact(objection()));
    readUpTo(TEN + 2 * MINUTE);
    assertThat(orders()).isEmpty();
    assertThat(untold()).extracting(Attempt::status).containsExactly(Attempt.Status.SUPPRESSED);
  }

  @Test
  void anErasureTakesWhatWaitsToo() throws Exception {
    restart(null, TEN + MINUTE);
    send(new Notice.OfTrigger(offer));
    send(
        new Notice.OfFact(
            new Fact("f", Fact.Kind.ERASED, "ann", TEN, "e", "erase", null, null, Map.of())));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
    assertThat(harness.getSideOutput(DeliveryTopology.ERASURES))
        .extracting(receipt -> receipt.getValue().removed())
        .containsExactly(1);

    readUpTo(TEN + MINUTE);
    assertThat(orders()).isEmpty();
  }

  @Test
  void anAlertHasNoCustomerToAskAndWaitsForNothing() throws Exception {
    restart(null, TEN + MINUTE);
    send(new Notice.OfAlert(alert("a1", Alert.Status.OPEN, TEN)));
    assertThat(orders()).hasSize(1);
  }

  /** What was written until then has been read, and that was looked for. */
  private void readUpTo(long time) throws Exception {
    harness.processWatermark(time);
    harness.setProcessingTime(harness.getProcessingTime() + 1_000);
  }

  private void restart(OperatorSubtaskState state, long startedAt) throws Exception {
    harness.close();
    start(state, startedAt);
  }

  private List<Order> orders() {
    return List.copyOf(harness.extractOutputValues());
  }

  private List<Attempt> untold() {
    return harness.getSideOutput(DeliveryTopology.UNTOLD).stream()
        .map(StreamRecord::getValue)
        .toList();
  }

  private static Attempt dead(Dispatch dispatch) {
    return new Attempt("crm", Attempt.Status.DEAD, dispatch, 9, 500, null, TEN, 7L, null);
  }

  private void send(Notice notice) throws Exception {
    harness.processElement(notice, 0);
  }

  private static Fact objection() {
    return new Fact("f", Fact.Kind.OBJECTION, "ann", TEN, "e", "object", null, null, Map.of());
  }
}

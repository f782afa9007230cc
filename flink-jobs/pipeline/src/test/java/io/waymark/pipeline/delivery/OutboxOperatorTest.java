package io.waymark.pipeline.delivery;

import static io.waymark.domain.delivery.DeliveryStory.EVERYTHING;
import static io.waymark.domain.delivery.DeliveryStory.HOUR;
import static io.waymark.domain.delivery.DeliveryStory.MINUTE;
import static io.waymark.domain.delivery.DeliveryStory.SECOND;
import static io.waymark.domain.delivery.DeliveryStory.TEN;
import static io.waymark.domain.delivery.DeliveryStory.alert;
import static io.waymark.domain.delivery.DeliveryStory.destination;
import static io.waymark.domain.delivery.DeliveryStory.dispatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.delivery.Destination;
import io.waymark.domain.delivery.Dispatch;
import io.waymark.domain.delivery.Message;
import io.waymark.domain.delivery.Order;
import io.waymark.domain.delivery.Order.Deliver;
import io.waymark.domain.delivery.Order.Forget;
import io.waymark.domain.delivery.Order.Withdraw;
import io.waymark.domain.delivery.Reply;
import io.waymark.pipeline.delivery.FakeSenders.Sent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxOperatorTest {
  private static final Reply OK = new Reply(200, null, null);
  private static final Reply DOWN = new Reply(503, null, null);
  private static final String CRM = "crm";
  private static final String HANGING = "hanging";

  private FakeSenders senders =
      new FakeSenders(List.of(destination("crm"), destination("hanging")));
  private KeyedOneInputStreamOperatorTestHarness<String, Order, Attempt> harness;
  private long time = TEN;

  @BeforeEach
  void start() throws Exception {
    start(senders, null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void whatBecomesOfAMessageIsTold() throws Exception {
    deliver(CRM, "m1");
    pass(120);
    answer("m1", DOWN);
    pass(5 * SECOND);
    answer("m1", OK);

    assertThat(attempts())
        .extracting(Attempt::status, Attempt::number, Attempt::httpStatus, Attempt::tookMs)
        .containsExactly(
            tuple(Attempt.Status.FAILED, 1, 503, 120L),
            tuple(Attempt.Status.DELIVERED, 2, 200, 0L));
    assertThat(attempts().get(0).nextAt()).isBetween(TEN + 120, TEN + 120 + 5 * SECOND);
    assertThat(bodies("m1")).containsExactly(body("m1"), body("m1"));
    assertThat(stored()).isZero();
  }

  @Test
  void aDestinationThatHangsHoldsBackNeitherOthersNorCheckpoints() throws Exception {
    for (int i = 0; i < 10; i++) {
      deliver(HANGING, "h" + i);
      deliver(CRM, "m" + i);
      answer("m" + i, OK);
    }
    harness.snapshot(1, 1);
    assertThat(attempts()).hasSize(10).allMatch(it -> it.destination().equals("crm"));
    assertThat(senders.sent().stream().filter(it -> it.destination().equals("hanging"))).hasSize(2);
  }

  @Test
  void whatWasInFlightIsSentAgainUnderItsIdAfterARestoreAndWhatWaitsGoesOn() throws Exception {
    deliver(CRM, "m1", "m2", "m3", "m4");
    answer("m1", DOWN);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    // An answer that comes now is nobody's.
    senders.sent().forEach(sent -> sent.reply().complete(OK));
    senders.sent().clear();

    start(senders, snapshot);
    assertThat(ids()).containsExactly("m2", "m3");
    answer("m2", OK);
    answer("m3", OK);
    answer("m4", OK);
    pass(5 * SECOND);
    answer("m1", OK);
    assertThat(attempts())
        .filteredOn(it -> it.status() == Attempt.Status.DELIVERED)
        .extracting(it -> it.dispatch().message().id() + " " + it.number())
        .containsExactly("m2 1", "m3 1", "m4 1", "m1 2");
    assertThat(bodies("m4")).containsExactly(body("m4"));
    assertThat(stored()).isZero();
  }

  @Test
  void whatWaitsForADestinationThatIsConfiguredNoMoreIsDeadWithItsBody() throws Exception {
    deliver(CRM, "m1");
    deliver(HANGING, "h1");
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    start(new FakeSenders(List.of(destination("hanging"))), snapshot);
    assertThat(attempts())
        .extracting(it -> it.status() + " " + it.failure() + " " + body(it))
        .containsExactly("DEAD unconfigured " + body("m1"));
    harness.processElement(new Withdraw(CRM, "m1", "erased"), 0);
    assertThat(attempts()).hasSize(1);
  }

  @Test
  void whatADestinationAsksForHoldsForAllThatIsForIt() throws Exception {
    deliver(CRM, "m1");
    answer("m1", new Reply(429, 2 * MINUTE, null));
    for (int i = 2; i < 20; i++) {
      harness.processElement(new Deliver(CRM, ofCustomer("m" + i, "customer-" + i), false), 0);
    }
    pass(2 * MINUTE - 1);
    assertThat(ids()).containsExactly("m1");
    pass(1);
    assertThat(ids()).hasSize(3);
  }

  @Test
  void aDisabledDestinationStaysSoAfterARestore() throws Exception {
    deliver(CRM, "m1");
    answer("m1", new Reply(410, null, null));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    start(senders, snapshot);
    deliver(CRM, "m2");
    assertThat(attempts())
        .extracting(it -> it.status() + " " + it.failure() + " " + body(it))
        .containsExactly("DISABLED gone " + body("m2"));
  }

  @Test
  void aWithdrawnMessageIsNotSentAndItsBodyIsGone() throws Exception {
    deliver(CRM, "m1", "m2", "m3");
    assertThat(stored()).isEqualTo(2);
    harness.processElement(new Withdraw(CRM, "m3", "no_consent"), 0);
    answer("m1", OK);
    answer("m2", OK);
    assertThat(ids()).containsExactly("m1", "m2");
    assertThat(attempts().get(0).failure()).isEqualTo("no_consent");
    pass(HOUR);
    assertThat(stored()).isZero();
  }

  @Test
  void whatIsWithdrawnWhileItIsInFlightIsNotSentAgainAfterARestoreAndItsBodyIsGone()
      throws Exception {
    deliver(CRM, "m1");
    harness.processElement(new Withdraw(CRM, "m1", "no_consent"), 0);
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();
    senders.sent().clear();

    start(senders, snapshot);
    pass(HOUR);
    assertThat(ids()).isEmpty();
    assertThat(attempts())
        .extracting(it -> it.status() + " " + it.failure() + body(it))
        .containsExactly("CANCELLED no_consent");
    assertThat(stored()).isZero();
  }

  @Test
  void nothingIsSentOfAnAlertThatIsForgotten() throws Exception {
    deliver(CRM, "m1", "m2", "m3");
    harness.processElement(new Forget(CRM, "trigger-m1", "erased"), 0);
    harness.processElement(new Forget(CRM, "trigger-m3", "erased"), 0);
    answer("m1", DOWN);
    answer("m2", OK);
    assertThat(ids()).containsExactly("m1", "m2");
    assertThat(stored()).isZero();
  }

  @Test
  void anAlertIsToldAgainWhileItFires() throws Exception {
    restart(new Destination("crm", EVERYTHING, 2, 0, MINUTE));
    senders.answer(sent -> OK);
    Dispatch alert =
        new Dispatch(
            new Message("a1", "alert.open", null, TEN, TEN + HOUR, "{}"),
            "a",
            List.of(),
            null,
            null);
    harness.processElement(new Deliver(CRM, alert, false), 0);
    for (int i = 0; i < 5; i++) {
      run();
      pass(MINUTE);
    }
    assertThat(senders.sent()).hasSize(6);
  }

  @Test
  void anAlertIsToldAgainForAsLongAsItIsOpen() throws Exception {
    restart(new Destination("crm", EVERYTHING, 2, 0, HOUR));
    senders.answer(sent -> OK);
    harness.processElement(
        new Deliver(CRM, Dispatch.of(alert("a1", Alert.Status.OPEN, TEN), "{}"), false), 0);
    run();
    for (int hour = 0; hour < 100; hour++) {
      pass(HOUR);
    }
    assertThat(ids()).hasSize(101);

    harness.processElement(
        new Deliver(CRM, Dispatch.of(alert("a1", Alert.Status.RESOLVED, time), "{}"), false), 0);
    run();
    pass(HOUR);
    assertThat(ids()).hasSize(102);
    assertThat(stored()).isZero();
  }

  @Test
  void anAlertThatSomebodyHasSentOnceMoreIsNotToldForEver() throws Exception {
    restart(new Destination("crm", EVERYTHING, 2, 0, HOUR));
    senders.answer(sent -> OK);
    harness.processElement(
        new Deliver(CRM, Dispatch.of(alert("a1", Alert.Status.OPEN, TEN), "{}"), true), 0);
    for (int hour = 0; hour < 100; hour++) {
      run();
      pass(HOUR);
    }
    assertThat(stored()).isZero();
  }

  @Test
  void aLaneHasOneAlarmHoweverOftenItIsWoken() throws Exception {
    restart(new Destination("crm", EVERYTHING, 1, 1, 0));
    for (int i = 0; i < 30; i++) {
      deliver(CRM, "m" + i);
    }
    for (int second = 0; second < 20; second++) {
      answer("m" + second, OK);
      pass(SECOND);
      assertThat(harness.getProcessingTimeService().getNumActiveTimers()).isEqualTo(1);
    }
    assertThat(ids()).hasSize(21);
  }

  @Test
  void aMessageThatASenderFailsOnIsDeadAndTheOthersGoOn() throws Exception {
    senders.answer(
        sent -> {
          if (sent.message().id().equals("m1")) {
            throw new IllegalArgumentException("a customer's secret");
          }
          return sent.message().id().equals("m2") ? null : OK;
        });
    deliver(CRM, "m1", "m2", "m3");
    run();
    sentOf("m2").reply().completeExceptionally(new IllegalStateException("another"));
    run();
    assertThat(attempts())
        .extracting(it -> it.dispatch().message().id() + " " + it.status() + " " + it.failure())
        .containsExactlyInAnyOrder(
            "m1 DEAD bug:IllegalArgumentException",
            "m2 DEAD bug:IllegalStateException",
            "m3 DELIVERED null");
    assertThat(stored()).isZero();
  }

  @Test
  void whatIsForADestinationThatIsConfiguredNoMoreIsDeadWithItsBody() throws Exception {
    deliver("unknown", "m1");
    assertThat(attempts())
        .extracting(it -> it.destination() + " " + it.status() + " " + it.failure() + body(it))
        .containsExactly("unknown DEAD unconfigured" + body("m1"));
  }

  private void restart(Destination destination) throws Exception {
    harness.close();
    senders = new FakeSenders(List.of(destination));
    start(senders, null);
  }

  private void start(FakeSenders senders, OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new OutboxOperator(senders), Order::destination, Types.STRING);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setProcessingTime(time);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    run();
  }

  private void deliver(String destination, String... ids) throws Exception {
    for (String id : ids) {
      harness.processElement(new Deliver(destination, dispatch(id, TEN + HOUR), false), 0);
    }
  }

  private static Dispatch ofCustomer(String id, String customer) {
    return new Dispatch(
        new Message(id, "trigger.issued", customer, TEN, TEN + HOUR, "{}"),
        "trigger-" + id,
        List.of(),
        null,
        null);
  }

  private void answer(String id, Reply reply) throws Exception {
    sentOf(id).reply().complete(reply);
    run();
  }

  /** The one request that is under way. */
  private Sent sentOf(String id) {
    List<Sent> open =
        senders.sent().stream()
            .filter(sent -> sent.message().id().equals(id) && !sent.reply().isDone())
            .toList();
    assertThat(open).hasSize(1);
    return open.get(0);
  }

  private void run() throws Exception {
    while (harness.getTaskMailbox().hasMail()) {
      harness.getTaskMailbox().take(0).run();
    }
  }

  private void pass(long millis) throws Exception {
    time += millis;
    harness.setProcessingTime(time);
    run();
  }

  private List<String> ids() {
    return senders.sent().stream().map(sent -> sent.message().id()).toList();
  }

  private List<String> bodies(String id) {
    return senders.sent().stream()
        .map(Sent::message)
        .filter(message -> message.id().equals(id))
        .map(Message::body)
        .toList();
  }

  private static String body(String id) {
    return dispatch(id, 0).message().body();
  }

  private static String body(Attempt attempt) {
    return attempt.dispatch().message().body();
  }

  private List<Attempt> attempts() {
    return new ArrayList<>(harness.extractOutputValues());
  }

  private long stored() {
    OutboxOperator operator = (OutboxOperator) harness.getOneInputOperator();
    try (var pending =
            operator.<String>getKeyedStateBackend().getKeys("pending", VoidNamespace.INSTANCE);
        var bodies =
            operator.<String>getKeyedStateBackend().getKeys("dispatches", VoidNamespace.INSTANCE)) {
      return pending.count() + bodies.count();
    }
  }
}

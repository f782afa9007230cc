package io.waymark.pipeline.delivery;

import static io.waymark.domain.delivery.DeliveryStory.MINUTE;
import static io.waymark.domain.delivery.DeliveryStory.TEN;
import static io.waymark.domain.delivery.DeliveryStory.alert;
import static io.waymark.domain.delivery.DeliveryStory.cancelled;
import static io.waymark.domain.delivery.DeliveryStory.issued;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.delivery.Dispatch;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.pipeline.erasure.ByPseudonym;
import io.waymark.pipeline.erasure.Salt;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticeGateTest {
  private static final long REMEMBERED = 1_000;

  private KeyedOneInputStreamOperatorTestHarness<String, Notice, Notice> harness;

  @BeforeEach
  void start() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new NoticeGate(REMEMBERED)),
            new ByPseudonym<>(Salt.known("test"), Notice::key),
            Types.STRING);
    harness.setup(NoticeSerializer.INSTANCE);
    harness.setProcessingTime(TEN);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void whatWasToBeToldOfAnErasedCustomerIsNotSentOnceMore() throws Exception {
    harness.processElement(dead(TEN - 1), 0);
    harness.processElement(erased(), 0);
    harness.processElement(dead(TEN), 0);
    harness.processElement(dead(TEN + 1), 0);

    assertThat(harness.extractOutputValues())
        .containsExactly(dead(TEN - 1), erased(), dead(TEN + 1));
    assertThat(harness.getSideOutput(DeliveryTopology.UNTOLD))
        .extracting(StreamRecord::getValue)
        .satisfiesExactly(
            attempt -> {
              assertThat(attempt.status()).isEqualTo(Attempt.Status.CANCELLED);
              assertThat(attempt.failure()).isEqualTo("erased");
              assertThat(attempt.dispatch().message().body()).isEmpty();
            });
  }

  @Test
  void whatWasDecidedAfterAnErasureOnEventsFromBeforeIsNotSentOnceMoreEither() throws Exception {
    long late = TEN + 20 * MINUTE;
    Trigger decidedLate = issued("t", Purpose.SERVICE, "call", TEN - MINUTE, late);
    harness.processElement(erased(), 0);
    harness.processElement(dead(Dispatch.of(decidedLate, "{}")), 0);

    assertThat(harness.extractOutputValues()).containsExactly(erased());
    assertThat(harness.getSideOutput(DeliveryTopology.UNTOLD)).hasSize(1);
  }

  @Test
  void aTriggerFromBeforeAnErasureIsNotToldButTakenBackItIs() throws Exception {
    Trigger before = issued("t1", Purpose.SERVICE, "call", TEN);
    Trigger after = issued("t2", Purpose.SERVICE, "call", TEN + 1);
    harness.processElement(erased(), 0);
    harness.processElement(new Notice.OfTrigger(before), 0);
    harness.processElement(new Notice.OfTrigger(cancelled(before, TEN)), 0);
    harness.processElement(new Notice.OfTrigger(after), 0);

    assertThat(harness.extractOutputValues())
        .containsExactly(
            erased(),
            new Notice.OfErasedTrigger(cancelled(before, TEN)),
            new Notice.OfTrigger(after));
  }

  @Test
  void thatItIsTakenBackForAnErasureMayBeReadBeforeTheErasure() throws Exception {
    Trigger back = cancelled(issued("t1", Purpose.SERVICE, "call", TEN), TEN, "erased");
    harness.processElement(new Notice.OfTrigger(back), 0);
    assertThat(harness.extractOutputValues()).containsExactly(new Notice.OfErasedTrigger(back));
  }

  @Test
  void aTriggerFromAfterAnErasureIsTakenBackAsAnyOther() throws Exception {
    Notice back =
        new Notice.OfTrigger(
            cancelled(issued("t2", Purpose.SERVICE, "call", TEN + 1), TEN + MINUTE));
    harness.processElement(erased(), 0);
    harness.processElement(back, 0);
    assertThat(harness.extractOutputValues()).containsExactly(erased(), back);
  }

  @Test
  void whatAnErasedCustomerSaidBeforeIsNotRememberedAnew() throws Exception {
    harness.processElement(erased(), 0);
    harness.processElement(
        new Notice.OfFact(
            new Fact("g", Fact.Kind.OBJECTION, "ann", TEN, "d", "object", null, null, Map.of())),
        0);
    assertThat(harness.extractOutputValues()).containsExactly(erased());
  }

  @Test
  void anAlertThatWasTakenBackIsNeitherToldNorSentOnceMore() throws Exception {
    Notice gone = new Notice.OfErasedAlert("a1");
    harness.processElement(gone, 0);
    harness.processElement(new Notice.OfAlert(alert("a1", Alert.Status.OPEN, TEN)), 0);
    harness.processElement(dead(Dispatch.of(alert("a1", Alert.Status.OPEN, TEN - 5), "{}")), 0);
    Notice other = new Notice.OfAlert(alert("a2", Alert.Status.OPEN, TEN));
    harness.processElement(other, 0);

    assertThat(harness.extractOutputValues()).containsExactly(gone, other);
    assertThat(harness.getSideOutput(DeliveryTopology.UNTOLD)).hasSize(1);
  }

  @Test
  void anErasureIsForgottenWhenNothingCanBeReplayedAnyMore() throws Exception {
    harness.processElement(erased(), 0);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.setProcessingTime(TEN + REMEMBERED);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  private static Notice erased() {
    return new Notice.OfFact(
        new Fact("f", Fact.Kind.ERASED, "ann", TEN, "e", "erase", null, null, Map.of()));
  }

  private static Notice dead(long decidedAt) {
    return dead(Dispatch.of(issued("t", Purpose.SERVICE, "call", decidedAt), "{}"));
  }

  private static Notice dead(Dispatch dispatch) {
    return new Notice.OfRedelivery(
        new Attempt("crm", Attempt.Status.DEAD, dispatch, 9, 500, null, TEN, 7L, null));
  }
}

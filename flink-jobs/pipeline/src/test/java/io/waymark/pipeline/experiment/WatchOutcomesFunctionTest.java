package io.waymark.pipeline.experiment;

import static io.waymark.pipeline.experiment.Outcomes.T;
import static io.waymark.pipeline.experiment.Outcomes.WITHIN;
import static io.waymark.pipeline.experiment.Outcomes.enrolled;
import static io.waymark.pipeline.experiment.Outcomes.erased;
import static io.waymark.pipeline.experiment.Outcomes.purchase;
import static io.waymark.pipeline.experiment.Outcomes.released;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.Outcome;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.experiment.Observed.OfJoining;
import io.waymark.pipeline.experiment.Observed.OfMerge;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchOutcomesFunctionTest {
  private static final Salt SALT = Salt.known("s");

  private KeyedOneInputStreamOperatorTestHarness<String, Observed, Outcome> harness;

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
  void whatIsObservedIsTakenInTheOrderOfItsTimeHoweverItArrives() throws Exception {
    send(purchase("c1", T + 2, 3));
    send(purchase("c1", T - 1, 7));
    send(enrolled("c1", Arm.TREATMENT, T));
    assertThat(outcomes()).isEmpty();

    harness.processWatermark(new Watermark(T + WITHIN));
    assertThat(outcomes())
        .extracting(Outcome::status)
        .containsExactly(Outcome.Status.OPENED, Outcome.Status.REACHED, Outcome.Status.CLOSED);
    assertThat(outcomes().get(2).valueBefore()).isEqualTo(7);
    assertThat(outcomes().get(2).value()).isEqualTo(3);
  }

  @Test
  void theEndOfTheInputIsNotTheEndOfAWindow() throws Exception {
    send(enrolled("c1", Arm.HOLDOUT, T));
    harness.processWatermark(new Watermark(T));
    harness.processWatermark(new Watermark(Long.MAX_VALUE));
    assertThat(outcomes()).extracting(Outcome::status).containsExactly(Outcome.Status.OPENED);
  }

  @Test
  void aRestoredOperatorGoesOnWhereItWas() throws Exception {
    send(enrolled("c1", Arm.TREATMENT, T));
    harness.processWatermark(new Watermark(T));
    send(purchase("c1", T + 5, 3));
    OperatorSubtaskState taken = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(taken);
    harness.open();

    harness.processWatermark(new Watermark(T + WITHIN));
    assertThat(outcomes())
        .extracting(Outcome::status)
        .containsExactly(Outcome.Status.REACHED, Outcome.Status.CLOSED);
  }

  @Test
  void whatWasWatchedOfSomebodyUnknownGoesOnWithTheCustomer() throws Exception {
    send(enrolled("anon:d1", Arm.TREATMENT, T));
    send(new OfMerge("anon:d1", "c1", T + 3));
    harness.processWatermark(new Watermark(T + 3));
    List<Observed> joining =
        harness.getSideOutput(WatchOutcomesFunction.JOINING).stream()
            .map(StreamRecord::getValue)
            .toList();
    assertThat(joining).hasSize(1).allMatch(each -> each instanceof OfJoining);

    send(joining.get(0));
    send(purchase("c1", T + 4, 3));
    harness.processWatermark(new Watermark(T + WITHIN));
    assertThat(outcomes()).extracting(Outcome::customerId).containsExactly("anon:d1", "c1", "c1");
    assertThat(outcomes().get(2).goal()).isEqualTo("purchase");
    assertThat(outcomes())
        .extracting(Outcome::outcomeId)
        .containsOnly(outcomes().get(0).outcomeId());
  }

  @Test
  void howeverMuchIsWatchedThereIsOneTimerForWhatEndsNext() throws Exception {
    for (int i = 0; i < 20; i++) {
      send(purchase("c1", T + 20 - i, 1));
      harness.processWatermark(new Watermark(T + 20));
      send(purchase("c1", T + 19 - i, 1));
    }
    send(enrolled("c1", Arm.TREATMENT, T));
    assertThat(harness.numEventTimeTimers()).isEqualTo(1);
  }

  @Test
  void anErasureLeavesNothingButAReceipt() throws Exception {
    send(purchase("c1", T - 1, 7));
    send(enrolled("c1", Arm.TREATMENT, T));
    send(released("c1", T, T + 9));
    send(erased("c1", T + 5));
    harness.processWatermark(new Watermark(T + 5));
    assertThat(outcomes())
        .extracting(Outcome::status)
        .containsExactly(Outcome.Status.OPENED, Outcome.Status.OPTED_OUT, Outcome.Status.VOID);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(harness.getSideOutput(WatchOutcomesFunction.ERASURES))
        .extracting(StreamRecord::getValue)
        .satisfiesExactly(
            receipt -> {
              assertThat(receipt.pseudonym()).isEqualTo(SALT.pseudonyms().of("c1"));
              assertThat(receipt.store()).isEqualTo(Erasure.Store.OUTCOMES);
              assertThat(receipt.requestedAt()).isEqualTo(T + 5);
              assertThat(receipt.removed()).isEqualTo(3);
            });
  }

  @Test
  void whatIsOfAfterTheErasureIsWatchedAlsoIfItHadArrivedBefore() throws Exception {
    send(enrolled("c1", Arm.TREATMENT, T + 9));
    send(erased("c1", T + 5));
    harness.processWatermark(new Watermark(T + 9));
    assertThat(outcomes()).extracting(Outcome::status).containsExactly(Outcome.Status.OPENED);
  }

  @Test
  void nothingIsKeptOfThoseOfWhomNothingIsToBeKnown() throws Exception {
    send(new OfMerge("anon:d1", "c1", T));
    harness.processWatermark(new Watermark(T));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    assertThat(harness.getSideOutput(WatchOutcomesFunction.JOINING)).isNull();
  }

  private void send(Observed observed) throws Exception {
    harness.processElement(observed, observed.time());
  }

  private List<Outcome> outcomes() {
    return harness.extractOutputValues();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Observed, Outcome> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new WatchOutcomesFunction(SALT)),
        Observed::customerId,
        Types.STRING);
  }
}

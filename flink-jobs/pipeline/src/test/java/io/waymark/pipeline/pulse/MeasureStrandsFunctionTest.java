package io.waymark.pipeline.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.domain.kpi.ContactGoal;
import io.waymark.domain.pulse.Measurement;
import io.waymark.domain.pulse.Reading;
import io.waymark.domain.pulse.StrandKey;
import io.waymark.pipeline.wire.InteractionCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeasureStrandsFunctionTest {
  private static final long TEN = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final StrandKey CHECKOUT = new StrandKey(StrandKey.Kind.CHECKOUT, "cart-1");
  private static final StrandKey CALL = new StrandKey(StrandKey.Kind.LEG, "call-1");

  /** Left after a while, gone on with an hour later, and bought. */
  private static final List<RoutedTouch> STORY =
      List.of(
          checkout("e1", 0, "begin_checkout"),
          checkout("e2", 20, "add_shipping_info"),
          checkout("e3", 60, "add_payment_info"),
          checkout("e4", 62, "payment_failed"),
          checkout("e5", 65, "purchase"));

  private static final Map<String, Double> MEASURED =
      Map.of("CHECKOUTS_ABANDONED+50", 1.0, "CHECKOUTS_BOUGHT+95", 1.0);

  private KeyedOneInputStreamOperatorTestHarness<String, RoutedTouch, Measurement> harness;

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
  void theOrderOfArrivalChangesNothingBeforeTheWatermarkHasPassed() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 20; i++) {
      List<RoutedTouch> shuffled = new ArrayList<>(STORY);
      Collections.shuffle(shuffled, random);
      send(shuffled);
      harness.processWatermark(TEN + DAY);
      assertThat(measured()).as("%s", shuffled).isEqualTo(MEASURED);
      close();
      open();
    }
  }

  @Test
  void whatIsSaidMeanwhileIsNotTakenBackIfEventsComeInTime() throws Exception {
    for (RoutedTouch touch : STORY) {
      send(List.of(touch));
      harness.processWatermark(touch.time());
    }
    harness.processWatermark(TEN + DAY);

    assertThat(harness.extractOutputValues()).allMatch(one -> one.amount() > 0);
    assertThat(measured()).isEqualTo(MEASURED);
  }

  @Test
  void anEventWaitsUntilItsTimeHasCome() throws Exception {
    send(List.of(call("e1", 0, "call_queued", 0)));
    harness.processWatermark(TEN - 1);
    assertThat(measured()).isEmpty();

    harness.processWatermark(TEN);
    assertThat(measured()).isEqualTo(Map.of("Waiting+0", 1.0));
  }

  @Test
  void anEventBehindTheWatermarkIsTakenAtOnceAndCorrectsWhatWasSaid() throws Exception {
    send(STORY.subList(0, 1));
    harness.processWatermark(TEN + 40 * MINUTE);
    assertThat(measured()).isEqualTo(Map.of("CHECKOUTS_ABANDONED+30", 1.0));

    send(List.of(checkout("e9", 25, "purchase")));
    assertThat(measured()).isEmpty();
    harness.processWatermark(TEN + 55 * MINUTE);
    assertThat(measured()).isEqualTo(Map.of("CHECKOUTS_BOUGHT+55", 1.0));
  }

  @Test
  void eventsOfOneTimeAreTakenInTheOrderOfTheirIds() throws Exception {
    RoutedTouch one = call("e1", 5, "call_ended", 1_000);
    RoutedTouch other = call("e2", 5, "call_ended", 2_000);
    for (List<RoutedTouch> arriving : List.of(List.of(one, other), List.of(other, one))) {
      send(arriving);
      harness.processWatermark(TEN + 5 * MINUTE);
      assertThat(measured()).isEqualTo(Map.of("HANDLED+5", 1.0, "HANDLING_MILLIS+5", 2_000.0));
      close();
      open();
    }
  }

  @Test
  void nothingIsKeptOfWhatIsOver() throws Exception {
    send(STORY);
    send(List.of(call("e6", 70, "call_queued", 0)));
    harness.processWatermark(TEN + 30 * MINUTE);
    send(List.of(checkout("e7", 10, "add_shipping_info")));
    assertThat(harness.numKeyedStateEntries()).isPositive();

    harness.processWatermark(TEN + 2 * DAY);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  @Test
  void aRestoredOperatorGoesOnWithWhatIsKnownAndWithWhatWaits() throws Exception {
    send(STORY.subList(0, 2));
    send(STORY.subList(4, 5));
    harness.processWatermark(TEN + 52 * MINUTE);
    Map<String, Double> before = measured();
    assertThat(before).isEqualTo(Map.of("CHECKOUTS_ABANDONED+50", 1.0));
    OperatorSubtaskState snapshot = harness.snapshot(1, 1);
    harness.close();

    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    // A watermark begins anew, and what comes late waits for it.
    send(List.of(checkout("e9", 45, "add_payment_info")));
    send(STORY.subList(2, 4));
    assertThat(measured()).isEmpty();
    harness.processWatermark(TEN + DAY);

    Map<String, Double> all = measured();
    before.forEach((what, amount) -> all.merge(what, amount, Double::sum));
    all.values().removeIf(amount -> amount == 0);
    assertThat(all).isEqualTo(Map.of("CHECKOUTS_BOUGHT+95", 1.0));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, RoutedTouch, Measurement> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new MeasureStrandsFunction(ContactGoal.STANDARD)),
        RoutedTouch::strand,
        Types.STRING);
  }

  private void send(List<RoutedTouch> touches) throws Exception {
    for (RoutedTouch touch : touches) {
      harness.processElement(touch, touch.time());
    }
  }

  /** {@code TALLY+minutes} and how much, of all that was said. */
  private Map<String, Double> measured() {
    Map<String, Double> measured = new TreeMap<>();
    for (Measurement one : harness.extractOutputValues()) {
      String what =
          one.reading() instanceof Reading.Sum sum
              ? sum.tally().name()
              : one.reading().getClass().getSimpleName();
      measured.merge(what + "+" + (one.time() - TEN) / MINUTE, one.amount(), Double::sum);
    }
    measured.values().removeIf(amount -> amount == 0);
    return measured;
  }

  private static RoutedTouch checkout(String id, int minute, String type) {
    return touch(CHECKOUT, id, minute, type, Map.of("cart_id", CHECKOUT.id()));
  }

  private static RoutedTouch call(String id, int minute, String type, long talked) {
    return touch(CALL, id, minute, type, Map.of("call_id", CALL.id(), "talk_ms", talked));
  }

  private static RoutedTouch touch(
      StrandKey key, String id, int minute, String type, Map<String, Object> attributes) {
    long time = TEN + minute * MINUTE;
    Event event = new Event(id, type, time, null, "p1", null, "web", "/checkout", attributes);
    return new RoutedTouch(key, time, new InteractionCodec().encodeBody(event), null);
  }
}

package io.waymark.pipeline.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.canary.Canary;
import io.waymark.domain.event.Event;
import io.waymark.domain.pulse.ContactLeg;
import io.waymark.domain.pulse.Measurement;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.journey.Screening;
import io.waymark.pipeline.wire.InteractionCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeasureTouchesFunctionTest {
  private static final long TEN = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final String PSEUDONYM = "a1b2";
  private static final Salt SALT = Salt.known("test");

  private final InteractionCodec codec = new InteractionCodec();
  private KeyedOneInputStreamOperatorTestHarness<String, Envelope, Measurement> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new MeasureTouchesFunction(Screening.DECLARED, Duration.ofDays(1), SALT)),
            envelope -> PSEUDONYM,
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void whatIsSentOnToStrandsNamesNoCustomerNoDeviceAndNothingOfTheirs() throws Exception {
    send(
        new Event(
            "e1",
            "purchase",
            TEN,
            "ann",
            "device-1",
            "visit-1",
            "web",
            "/thanks",
            Map.of("cart_id", "cart-1", "value", 5.0)));
    String cart = SALT.pseudonyms().of("cart-1");
    Map<String, Object> attributes = Map.of("cart_id", cart, "value", 5.0);

    List<RoutedTouch> routed =
        harness.getSideOutput(MeasureTouchesFunction.ROUTED).stream()
            .map(StreamRecord::getValue)
            .toList();
    assertThat(routed)
        .extracting(touch -> touch.key().kind().name())
        .containsExactlyInAnyOrder("CART", "CHECKOUT", "PAYMENTS", "VISIT");
    assertThat(routed)
        .allSatisfy(
            touch ->
                assertThat(codec.decodeBody(touch.body()))
                    .isEqualTo(
                        new Event(
                            "e1",
                            "purchase",
                            TEN,
                            null,
                            PSEUDONYM,
                            null,
                            "web",
                            "/thanks",
                            attributes)));
    assertThat(routed)
        .noneMatch(
            touch -> touch.strand().contains("visit-1") || touch.strand().contains("cart-1"));
    assertThat(routed).filteredOn(touch -> touch.key().id().equals(cart)).hasSize(3);
  }

  @Test
  void anEventFromTheFutureIsSentOnAtTheTimeItWasPulledBackTo() throws Exception {
    Event event =
        new Event(
            "e1", "call_queued", TEN + 7, "ann", null, null, "call", "a", Map.of("call_id", "c"));
    harness.processElement(
        new Envelope("ann", TEN, codec.encodeBody(event), 0, Envelope.CLAMPED), TEN);

    assertThat(harness.getSideOutput(MeasureTouchesFunction.ROUTED))
        .hasSize(2)
        .allSatisfy(
            record -> {
              assertThat(record.getValue().time()).isEqualTo(TEN);
              assertThat(codec.decodeBody(record.getValue().body()).time()).isEqualTo(TEN);
            });
  }

  /** What ended the first wait has been lost. */
  @Test
  void whoQueuesUpAnewIsSaidToWaitNoMoreWhereTheyDid() throws Exception {
    send(queued("e1", TEN, "call-1"));
    send(queued("e2", TEN + 60_000, "call-2"));

    assertThat(harness.getSideOutput(MeasureTouchesFunction.ROUTED))
        .extracting(StreamRecord::getValue)
        .filteredOn(touch -> touch.key().id().equals(SALT.pseudonyms().of("call-1")))
        .extracting(touch -> codec.decodeBody(touch.body()).type(), RoutedTouch::time)
        .containsExactly(tuple("call_queued", TEN), tuple(ContactLeg.MOVED_ON, TEN + 60_000));
  }

  private static Event queued(String id, long time, String call) {
    return new Event(
        id, "call_queued", time, "ann", null, null, "call", "billing", Map.of("call_id", call));
  }

  @Test
  void whoComesAgainAndAgainKeepsTheirPersona() throws Exception {
    send(profile(TEN));
    for (int hours = 0; hours <= 60; hours += 20) {
      send(view("v" + hours, TEN + hours * HOUR));
    }
    assertThat(harness.extractOutputValues())
        .extracting(one -> one.where().persona())
        .containsOnly("family");
  }

  @Test
  void whoStaysAwayTooLongIsNobodyKnown() throws Exception {
    send(profile(TEN));
    send(view("v1", TEN + 25 * HOUR));

    assertThat(harness.extractOutputValues())
        .filteredOn(one -> one.time() > TEN)
        .extracting(one -> one.where().persona())
        .containsOnlyNulls();
  }

  @Test
  void theCanaryIsInNoFigure() throws Exception {
    send(Canary.left("p1", TEN));

    assertThat(harness.extractOutputValues()).isEmpty();
    assertThat(harness.getSideOutput(MeasureTouchesFunction.ROUTED)).isNullOrEmpty();
  }

  private static Event profile(long time) {
    return new Event(
        "p", "profile_updated", time, "ann", null, null, null, null, Map.of("persona", "family"));
  }

  private static Event view(String id, long time) {
    return new Event(id, "page_view", time, "ann", null, null, "web", "/item", Map.of());
  }

  private void send(Event event) throws Exception {
    harness.processElement(
        new Envelope(event.customer(), event.time(), codec.encodeBody(event), 0, (byte) 0),
        event.time());
  }
}

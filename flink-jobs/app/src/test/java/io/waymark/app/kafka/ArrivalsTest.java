package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.waymark.app.format.Format;
import io.waymark.app.format.NamedFormat;
import io.waymark.app.format.Part;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.Filtered;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.Origin;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private static final long APPENDED = 1_800_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;

  private final Arrivals arrivals = new Arrivals(NamedFormat.WAYMARK, ArrivalLimits.DEFAULT);

  @Test
  void anEventGoesOnUnderItsCustomerStillEncoded() {
    Polled<Arrival> polled = arrival(record(event("c1", null, APPENDED - 5)));

    assertThat(polled.offset()).isEqualTo(17);
    assertThat(polled.eventTime()).isEqualTo(APPENDED - 5);
    Envelope envelope = (Envelope) polled.element();
    assertThat(envelope.customer()).isEqualTo("c1");
    assertThat(envelope.origin()).isEqualTo(Origin.of("in", 2));
    assertThat(envelope.anonymous()).isFalse();
    assertThat(envelope.clamped()).isFalse();
    assertThat(new InteractionCodec().decodeBody(envelope.body()).id()).isEqualTo("e1");
  }

  @Test
  void anEventWithoutACustomerGoesOnUnderItsAnonymousId() {
    Envelope envelope = (Envelope) arrival(record(event(null, "a1", APPENDED))).element();

    assertThat(envelope.customer()).isEqualTo("anon:a1");
    assertThat(envelope.anonymous()).isTrue();
  }

  @Test
  void aTimeSomewhatAheadIsKept() {
    long ahead = APPENDED + 10 * MINUTE;
    Polled<Arrival> polled = arrival(record(event("c1", null, ahead)));

    assertThat(polled.eventTime()).isEqualTo(ahead);
    assertThat(((Envelope) polled.element()).clamped()).isFalse();
  }

  @Test
  void aTimeFurtherAheadIsClampedAndSaidSo() {
    long ahead = APPENDED + 10 * MINUTE + 1;
    Polled<Arrival> polled = arrival(record(event("c1", null, ahead)));

    assertThat(polled.eventTime()).isEqualTo(APPENDED);
    Envelope envelope = (Envelope) polled.element();
    assertThat(envelope.clamped()).isTrue();
    assertThat(envelope.time()).isEqualTo(APPENDED);
  }

  @Test
  void aTimeOfAnotherWeekIsDead() {
    assertThat(dead(event("c1", null, APPENDED + 7 * DAY))).isEmpty();
    assertThat(dead(event("c1", null, APPENDED + 7 * DAY + 1)))
        .get()
        .satisfies(
            letter -> assertThat(letter.reason()).isEqualTo(RejectReason.TIME_OUT_OF_BOUNDS));
  }

  @Test
  void aDeadLetterHasItsCoordinatesAndBytesAndMovesNoTime() {
    byte[] broken = {'{', '"', 1, 2, 3};

    Polled<Arrival> polled = arrival(record(broken));

    assertThat(polled.isEvent()).isFalse();
    assertThat(polled.offset()).isEqualTo(17);
    DeadLetter letter = (DeadLetter) polled.element();
    assertThat(letter.topic()).isEqualTo("in");
    assertThat(letter.partition()).isEqualTo(2);
    assertThat(letter.offset()).isEqualTo(17);
    assertThat(letter.timestamp()).isEqualTo(APPENDED);
    assertThat(letter.value()).isEqualTo(broken);
  }

  @Test
  void truncatedMessagesOfEveryLengthAreDead() {
    byte[] whole = event("c1", null, APPENDED);
    for (int length = 0; length < whole.length; length++) {
      assertThat(dead(java.util.Arrays.copyOf(whole, length)))
          .as("the first %d of %d bytes", length, whole.length)
          .isPresent();
    }
  }

  @Test
  void aRecordWithoutAValueIsDead() {
    assertThat(((DeadLetter) arrival(record(null)).element()).detail())
        .isEqualTo("the record has no value");
  }

  @Test
  void aRecordOverTheLimitIsDeadWithAllItsBytes() {
    byte[] large = new byte[10 << 20];

    DeadLetter letter = (DeadLetter) arrival(record(large)).element();

    assertThat(letter.reason()).isEqualTo(RejectReason.OVERSIZE);
    assertThat(letter.detail()).startsWith("10485760 bytes, at most 1048576");
    assertThat(letter.value()).hasSize(large.length);
  }

  @Test
  void aDeadLetterKeepsTheHeadersInTheirOrder() {
    ConsumerRecord<byte[], byte[]> record = record(bytes("?"));
    record.headers().add("ce_id", bytes("1")).add("none", null).add("ce_id", bytes("2"));

    DeadLetter letter = (DeadLetter) arrival(record).element();

    assertThat(letter.headers())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            new DeadLetter.Header("ce_id", bytes("1")),
            new DeadLetter.Header("none", null),
            new DeadLetter.Header("ce_id", bytes("2")));
    assertThat(letter.cut()).isFalse();
  }

  @Test
  void whatHasNoRoomInADeadLetterIsCutAndSaidSo() {
    byte[] half = new byte[ArrivalLimits.MOST_BYTES / 2 + 1];
    ConsumerRecord<byte[], byte[]> record = record(half);
    record.headers().add("large", half).add("larger", half).add("small", bytes("1"));

    DeadLetter letter = (DeadLetter) arrival(record).element();

    assertThat(letter.cut()).isTrue();
    assertThat(letter.headers())
        .extracting(DeadLetter.Header::name)
        .containsExactly("large", "small");
    assertThat(letter.value()).hasSizeBetween(half.length - 100, half.length - 1);
    assertThat(letter.detail())
        .endsWith("; the first %d are kept".formatted(letter.value().length));
    assertThat(new DeadLetterEncoder().value(letter)).hasSizeLessThan(Topics.LARGEST_DEAD_LETTER);
  }

  /** Digits are events so many minutes after the record, {@code -} goes no further. */
  private static final Format DIGITS =
      maxBytes ->
          (record, out) -> {
            for (byte c : record.value()) {
              Part part = new Part("item " + (char) c, TextNode.valueOf(String.valueOf((char) c)));
              if (c == '-') {
                out.filtered();
              } else if (Character.isDigit(c)) {
                out.event(plain(record.appended() + (c - '0') * 4 * MINUTE), part);
              } else {
                out.refused(new UndecodableException(RejectReason.NO_ID, "none"), part);
              }
            }
          };

  @Test
  void aRecordMayTellSeveralThingsWhichShareItsOffset() {
    List<Polled<Arrival>> polled = Polls.of(digits(Duration.ofDays(7)), record(bytes("0-?3")));

    assertThat(polled).extracting(Polled::offset).containsOnly(17L);
    assertThat(polled)
        .extracting(Polled::eventTime)
        .containsExactly(APPENDED, Polled.NO_EVENT, Polled.NO_EVENT, APPENDED);
    assertThat(polled)
        .extracting(one -> one.element().getClass().getSimpleName())
        .containsExactly("Envelope", "Filtered", "DeadLetter", "Envelope");
    assertThat(((Envelope) polled.get(0).element()).clamped()).isFalse();
    assertThat(((Envelope) polled.get(3).element()).clamped()).isTrue();
    assertThat(polled).extracting(one -> one.element().origin()).containsOnly(Origin.of("in", 2));
  }

  @Test
  void aPartThatIsDeadKeepsItsOwnBytesOnly() {
    List<Polled<Arrival>> polled = Polls.of(digits(Duration.ofMinutes(20)), record(bytes("?9")));

    assertThat(polled)
        .extracting(one -> ((DeadLetter) one.element()).detail())
        .satisfiesExactly(
            detail -> assertThat(detail).isEqualTo("item ?: none"),
            detail -> assertThat(detail).startsWith("item 9: event_time"));
    assertThat(polled)
        .extracting(one -> ((DeadLetter) one.element()).value())
        .containsExactly(bytes("\"?\""), bytes("\"9\""));
  }

  @Test
  void aRecordThatTellsNothingIsCountedOnce() {
    assertThat(Polls.of(digits(Duration.ofDays(7)), record(new byte[0])))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.offset()).isEqualTo(17);
              assertThat(one.element()).isEqualTo(new Filtered(Origin.of("in", 2)));
            });
  }

  private static Arrivals digits(Duration deadAfter) {
    return new Arrivals(DIGITS, new ArrivalLimits(100, Duration.ofMinutes(10), deadAfter));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Event plain(long time) {
    return new Event("e" + time, "page_view", time, "c1", null, null, null, null, Map.of());
  }

  private Polled<Arrival> arrival(ConsumerRecord<byte[], byte[]> record) {
    return Polls.of(arrivals, record).get(0);
  }

  private Optional<DeadLetter> dead(byte[] value) {
    return arrival(record(value)).element() instanceof DeadLetter letter
        ? Optional.of(letter)
        : Optional.empty();
  }

  private static byte[] event(String customer, String anonymous, long time) {
    return new InteractionCodec()
        .encode(
            new Event("e1", "page_view", time, customer, anonymous, null, "web", null, Map.of()));
  }

  private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
    return new ConsumerRecord<>(
        "in",
        2,
        17,
        APPENDED,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        null,
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  @Test
  void limitsThatContradictEachOtherAreRefused() {
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> new ArrivalLimits(1, Duration.ofDays(8), Duration.ofDays(7)))
        .hasMessageContaining("clamp-after <= dead-after");
  }
}

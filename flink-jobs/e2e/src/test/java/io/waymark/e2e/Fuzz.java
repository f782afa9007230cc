package io.waymark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.app.format.Broken;
import io.waymark.app.format.JsonMutations;
import io.waymark.app.format.JsonRecordWriter;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.RejectReason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Records that nobody should send. Each was the event of a customer of its own, at a time that is
 * given, with something about it that is not sound. The same seed gives the same.
 */
final class Fuzz {
  private static final int CUSTOMERS = 500;
  private static final int DEEPEST = 20_000;
  private static final BigInteger NINES = new BigInteger("9".repeat(40));
  private static final BigDecimal HUGE = new BigDecimal("1e999");

  private final InteractionCodec codec = new InteractionCodec();
  private final JsonRecordWriter json = new JsonRecordWriter();
  private final Random random;
  private int made;

  Fuzz(long seed) {
    this.random = new Random(seed);
  }

  /**
   * A record.
   *
   * @param value null of a tombstone
   * @param reason why it has to be refused; null of one that may be sound by chance
   */
  record Bad(byte @Nullable [] value, @Nullable RejectReason reason) {}

  /** The next one, of an event at this time. */
  Bad next(long time) {
    int number = made++;
    Event event =
        new Event(
            "fuzz-" + number,
            "page_view",
            time,
            "fuzz-" + number % CUSTOMERS,
            null,
            "fuzz-session-" + number,
            "web",
            null,
            Map.of("path", "/shop/" + number, "price", 9.5, "member", true));
    return switch (random.nextInt(10)) {
      case 0 -> undecodable(cut(codec.encode(event)));
      case 1 -> bad(Broken.flipped(avro(event), 0));
      case 2 -> flippedIn(codec.encode(event), 2, 10);
      case 3 -> undecodable(cut(json.interaction(event)));
      case 4 -> bad(Broken.notUtf8(text(event), "event_type"));
      case 5 -> undecodable(nested().getBytes(UTF_8));
      case 6 -> bad(fieldless(text(event)));
      case 7 -> bad(impossible(text(event)));
      case 8 -> random.nextInt(4) == 0 ? bad(Broken.noValue(text(event))) : undecodable(noise());
      default ->
          new Bad(
              JsonMutations.of(new String(json.interaction(event), UTF_8), random.nextLong())
                  .getBytes(UTF_8),
              null);
    };
  }

  private byte[] cut(byte[] whole) {
    return Arrays.copyOf(whole, random.nextInt(whole.length));
  }

  /** The fingerprint of a schema that nobody has. */
  private Bad flippedIn(byte[] whole, int from, int to) {
    whole[from + random.nextInt(to - from)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    return new Bad(whole, RejectReason.UNKNOWN_SCHEMA);
  }

  /** More and more within itself, without an end. */
  private String nested() {
    UnaryOperator<String> deep = one -> one.repeat(1 + random.nextInt(DEEPEST));
    return random.nextBoolean() ? deep.apply("[") : deep.apply("{\"attributes\":");
  }

  private Broken fieldless(SourceRecord record) {
    return switch (random.nextInt(4)) {
      case 0 -> Broken.without(record, RejectReason.NO_ID, "event_id");
      case 1 -> Broken.without(record, RejectReason.NO_TYPE, "event_type");
      case 2 -> Broken.without(record, RejectReason.NO_TIME, "event_time");
      default -> Broken.without(record, RejectReason.NO_CUSTOMER, "customer_id");
    };
  }

  private Broken impossible(SourceRecord record) {
    return switch (random.nextInt(5)) {
      case 0 -> Broken.wrong(record, RejectReason.NO_TIME, tree -> tree.put("event_time", true));
      case 1 ->
          Broken.wrong(record, RejectReason.TIME_OUT_OF_BOUNDS, tree -> tree.put("event_time", 1));
      case 2 ->
          Broken.wrong(record, RejectReason.UNDECODABLE, tree -> tree.put("attributes", "none"));
      case 3 ->
          Broken.huge(
              record, RejectReason.TIME_OUT_OF_BOUNDS, tree -> tree.put("event_time", NINES));
      default ->
          Broken.huge(
              record,
              RejectReason.UNDECODABLE,
              tree -> tree.putObject("attributes").put("price", HUGE));
    };
  }

  /** Begins as nothing does. */
  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(400)];
    random.nextBytes(noise);
    noise[0] = (byte) 0xfe;
    return noise;
  }

  private SourceRecord avro(Event event) {
    return SourceRecord.line(codec.encode(event));
  }

  private SourceRecord text(Event event) {
    return SourceRecord.line(json.interaction(event));
  }

  private static Bad bad(Broken broken) {
    return new Bad(broken.record().value(), broken.reason());
  }

  private static Bad undecodable(byte[] value) {
    return new Bad(value, RejectReason.UNDECODABLE);
  }
}

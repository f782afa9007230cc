package io.waymark.app.kafka;

import io.waymark.pipeline.journey.Arrival;
import io.waymark.pipeline.journey.DeadLetter;
import io.waymark.pipeline.journey.Envelope;
import java.time.InstantSource;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns each Kafka record into exactly one {@link Arrival}: no record stops the job, none is
 * dropped.
 */
public final class Arrivals implements KafkaRecordDeserializationSchema<Polled<Arrival>> {
  private static final long serialVersionUID = 1L;
  // What the dead-letters topic can take with the coordinates around it.
  private static final int KEPT = Topics.LARGEST_DEAD_LETTER - (1 << 20);
  private static final byte[] NOTHING = new byte[0];

  private final RecordDecoder decoder;
  private final ArrivalLimits limits;

  public Arrivals(RecordDecoder decoder, ArrivalLimits limits) {
    this.decoder = decoder;
    this.limits = limits;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Polled<Arrival>> out) {
    out.collect(arrival(record));
  }

  @Override
  public TypeInformation<Polled<Arrival>> getProducedType() {
    // Asked for by nobody: the frontier source names the type of what leaves it.
    return TypeInformation.of(new TypeHint<>() {});
  }

  Polled<Arrival> arrival(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      return dead(record, NOTHING, "empty", "the record has no value");
    }
    if (value.length > limits.bytes()) {
      String detail =
          "%d bytes, at most %d are read; the first %d are kept"
              .formatted(value.length, limits.bytes(), Math.min(KEPT, value.length));
      return dead(record, Arrays.copyOf(value, Math.min(KEPT, value.length)), "oversize", detail);
    }
    RecordDecoder.Decoded decoded = decoder.decode(value);
    if (decoded instanceof RecordDecoder.Routed event) {
      return event(record, value, event);
    }
    RecordDecoder.Dead dead = (RecordDecoder.Dead) decoded;
    return dead(record, value, dead.reason(), dead.detail());
  }

  private Polled<Arrival> event(
      ConsumerRecord<byte[], byte[]> record, byte[] value, RecordDecoder.Routed event) {
    long appended = appended(record);
    long time = event.eventTime();
    // As sums, because the difference of two far times may overflow.
    if (time > appended + limits.deadAfter().toMillis()) {
      return dead(
          record,
          value,
          "time_out_of_bounds",
          "event_time %d ms is too far after the record's Kafka time, %d ms"
              .formatted(time, appended));
    }
    boolean clamped = time > appended + limits.clampAfter().toMillis();
    long believed = clamped ? appended : time;
    int flags = (clamped ? Envelope.CLAMPED : 0) | (event.identified() ? 0 : Envelope.ANONYMOUS);
    return new Polled<>(
        record.offset(),
        appended,
        believed,
        new Envelope(event.customer(), believed, event.body(), record.partition(), (byte) flags));
  }

  private static Polled<Arrival> dead(
      ConsumerRecord<byte[], byte[]> record, byte[] value, String reason, String detail) {
    long appended = appended(record);
    return new Polled<>(
        record.offset(),
        appended,
        Polled.NO_EVENT,
        new DeadLetter(
            record.topic(),
            record.partition(),
            record.offset(),
            appended,
            reason + ": " + detail,
            value));
  }

  private static long appended(ConsumerRecord<byte[], byte[]> record) {
    // Only formats from before Kafka 0.10 lack it; the time of reading is then the best bound.
    return record.timestamp() >= 0 ? record.timestamp() : InstantSource.system().millis();
  }
}

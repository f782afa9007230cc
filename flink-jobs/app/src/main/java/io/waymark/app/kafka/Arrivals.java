package io.waymark.app.kafka;

import io.waymark.app.format.WaymarkFormat;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.time.InstantSource;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns each Kafka record into exactly one {@link Arrival}: no record stops the job, none is
 * dropped.
 */
public final class Arrivals implements KafkaRecordDeserializationSchema<Polled<Arrival>> {
  private static final long serialVersionUID = 1L;

  private final ArrivalLimits limits;
  private transient @Nullable WaymarkFormat format;

  public Arrivals(ArrivalLimits limits) {
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
    if (value != null && value.length > limits.bytes()) {
      String detail =
          "%d bytes, at most %d are read; the first %d are kept"
              .formatted(
                  value.length, limits.bytes(), Math.min(ArrivalLimits.MOST_BYTES, value.length));
      return dead(
          record,
          Arrays.copyOf(value, Math.min(ArrivalLimits.MOST_BYTES, value.length)),
          RejectReason.OVERSIZE,
          detail);
    }
    try {
      return event(record, format().peek(value));
    } catch (UndecodableException refused) {
      return dead(record, value, refused.reason(), refused.detail());
    }
  }

  private WaymarkFormat format() {
    if (format == null) {
      format = new WaymarkFormat(limits.bytes());
    }
    return format;
  }

  private Polled<Arrival> event(ConsumerRecord<byte[], byte[]> record, PeekedInteraction event) {
    long appended = appended(record);
    long time = event.eventTime();
    // As sums, because the difference of two far times may overflow.
    if (time > appended + limits.deadAfter().toMillis()) {
      return dead(
          record,
          record.value(),
          RejectReason.TIME_OUT_OF_BOUNDS,
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
      ConsumerRecord<byte[], byte[]> record,
      byte @Nullable [] value,
      RejectReason reason,
      String detail) {
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
            reason,
            detail,
            record.key(),
            value));
  }

  private static long appended(ConsumerRecord<byte[], byte[]> record) {
    // Only formats from before Kafka 0.10 lack it; the time of reading is then the best bound.
    return record.timestamp() >= 0 ? record.timestamp() : InstantSource.system().millis();
  }
}

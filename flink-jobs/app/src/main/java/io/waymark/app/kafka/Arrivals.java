package io.waymark.app.kafka;

import io.waymark.app.format.Format;
import io.waymark.app.format.Part;
import io.waymark.app.format.Readings;
import io.waymark.app.format.RecordFormat;
import io.waymark.app.format.SourceRecord;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.Filtered;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.Origin;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Turns each Kafka record into {@link Arrival}s, one for each thing it tells and at least one: no
 * record stops the job, none is dropped. All arrivals of a record have its offset. One that can't
 * be read yet is handed on {@link Polled.Unread}.
 */
public final class Arrivals implements KafkaRecordDeserializationSchema<Polled<Arrival>> {
  private static final long serialVersionUID = 1L;

  private final Format format;
  private final ArrivalLimits limits;
  private transient @Nullable RecordFormat reader;
  private transient @Nullable InteractionCodec codec;

  public Arrivals(Format format, ArrivalLimits limits) {
    this.format = format;
    this.limits = limits;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Polled<Arrival>> out) {
    Outcome outcome = new Outcome(record, out);
    byte[] value = record.value();
    if (value != null && value.length > limits.bytes()) {
      outcome.oversize(value);
      return;
    }
    if (reader == null) {
      reader = format.open(limits.bytes());
    }
    reader.read(new SourceRecord(record.key(), value, headers(record), outcome.appended), outcome);
    if (!outcome.any) {
      outcome.filtered();
    }
  }

  @Override
  public TypeInformation<Polled<Arrival>> getProducedType() {
    // Asked for by nobody: the frontier source names the type of what leaves it.
    return TypeInformation.of(new TypeHint<>() {});
  }

  private static Map<String, byte[]> headers(ConsumerRecord<byte[], byte[]> record) {
    Header[] given = record.headers().toArray();
    if (given.length == 0) {
      return Map.of();
    }
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : given) {
      if (header.value() != null) {
        headers.put(header.key(), header.value());
      }
    }
    return headers;
  }

  private InteractionCodec codec() {
    if (codec == null) {
      codec = new InteractionCodec();
    }
    return codec;
  }

  /** A record to be read again. */
  private final class Later implements Polled.Unread<Arrival> {
    private final ConsumerRecord<byte[], byte[]> record;
    private final CompletableFuture<?> ready;

    Later(ConsumerRecord<byte[], byte[]> record, CompletableFuture<?> ready) {
      this.record = record;
      this.ready = ready;
    }

    @Override
    public CompletableFuture<?> ready() {
      return ready;
    }

    @Override
    public void read(Collector<Polled<Arrival>> out) {
      deserialize(record, out);
    }
  }

  /** What one record becomes. */
  private final class Outcome implements Readings {
    private final ConsumerRecord<byte[], byte[]> record;
    private final Collector<Polled<Arrival>> out;
    private final long appended;
    private final long origin;
    private boolean any;

    Outcome(ConsumerRecord<byte[], byte[]> record, Collector<Polled<Arrival>> out) {
      this.record = record;
      this.out = out;
      // Only formats from before Kafka 0.10 lack it; the time of reading is then the best bound.
      this.appended =
          record.timestamp() >= 0 ? record.timestamp() : InstantSource.system().millis();
      this.origin = Origin.of(record.topic(), record.partition());
    }

    void oversize(byte[] value) {
      refused(
          new UndecodableException(
              RejectReason.OVERSIZE,
              "%d bytes, at most %d are read".formatted(value.length, limits.bytes())),
          value);
    }

    @Override
    public void event(Event event) {
      event(codec().peek(event));
    }

    @Override
    public void event(PeekedInteraction event) {
      UndecodableException tooFar = tooFarAhead(event);
      if (tooFar == null) {
        admitted(event);
      } else {
        refused(tooFar, record.value());
      }
    }

    @Override
    public void event(Event event, Part part) {
      PeekedInteraction peeked = codec().peek(event);
      UndecodableException tooFar = tooFarAhead(peeked);
      if (tooFar == null) {
        admitted(peeked);
      } else {
        refused(tooFar, part);
      }
    }

    @Override
    public void filtered() {
      collect(0, Polled.NO_EVENT, new Filtered(origin));
    }

    @Override
    public void refused(UndecodableException why, byte @Nullable [] value) {
      collect(0, Polled.NO_EVENT, DeadLetters.of(record, appended, why, value));
    }

    @Override
    public void waiting(CompletableFuture<?> ready) {
      any = true;
      out.collect(Polled.unread(record.offset(), appended, new Later(record, ready)));
    }

    private @Nullable UndecodableException tooFarAhead(PeekedInteraction event) {
      // As a sum, because the difference of two far times may overflow.
      return event.eventTime() <= appended + limits.deadAfter().toMillis()
          ? null
          : new UndecodableException(
              RejectReason.TIME_OUT_OF_BOUNDS,
              "event_time %d ms is too far after the record's Kafka time, %d ms"
                  .formatted(event.eventTime(), appended));
    }

    private void admitted(PeekedInteraction event) {
      boolean clamped = event.eventTime() > appended + limits.clampAfter().toMillis();
      long believed = clamped ? appended : event.eventTime();
      byte flags = Envelope.flags(event, clamped);
      byte[] body = event.body();
      collect(body.length, believed, new Envelope(event.customer(), believed, body, origin, flags));
    }

    private void collect(int bytes, long eventTime, Arrival arrival) {
      any = true;
      out.collect(new Polled<>(record.offset(), appended, bytes, eventTime, arrival));
    }
  }
}

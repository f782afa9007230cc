package io.waymark.app.kafka;

import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Turns each record of one of our own topics into what it says or into a dead letter. */
final class Decoded<T> implements KafkaRecordDeserializationSchema<Polled<Either<DeadLetter, T>>> {
  private static final long serialVersionUID = 1L;

  private final Decoders<T> decoders;
  private final ResultSource.Time time;
  private transient @Nullable Decoder<T> decoder;

  Decoded(Decoders<T> decoders, ResultSource.Time time) {
    this.decoders = decoders;
    this.time = time;
  }

  /** Makes decoders where they are used; they need not be serializable. */
  @FunctionalInterface
  interface Decoders<T> extends Serializable {
    Decoder<T> create();
  }

  /** Reads an element and its time; serves one thread. */
  interface Decoder<T> {
    T decode(byte[] value) throws UndecodableException;

    /** Event time of the element in milliseconds. */
    long time(T element);

    /** What a record without a value says of its key; null if that says nothing. */
    default @Nullable T deleted(String key) {
      return null;
    }
  }

  @Override
  public void deserialize(
      ConsumerRecord<byte[], byte[]> record, Collector<Polled<Either<DeadLetter, T>>> out) {
    // Only formats from before Kafka 0.10 lack the time.
    long appended = record.timestamp() >= 0 ? record.timestamp() : InstantSource.system().millis();
    Decoder<T> open = decoder;
    if (open == null) {
      open = decoders.create();
      decoder = open;
    }
    try {
      byte[] value = record.value();
      T deleted = value == null && record.key() != null ? open.deleted(key(record)) : null;
      if (deleted != null) {
        // Of no time of its own, but handed on: time would wait for a record that never comes.
        long written = time == ResultSource.Time.WRITTEN ? appended : Polled.NO_EVENT;
        out.collect(new Polled<>(record.offset(), appended, 0, written, Either.Right(deleted)));
        return;
      }
      if (value == null) {
        throw new UndecodableException(RejectReason.UNDECODABLE, "the record has no value");
      }
      T element = open.decode(value);
      long at = time == ResultSource.Time.WRITTEN ? appended : open.time(element);
      out.collect(new Polled<>(record.offset(), appended, value.length, at, Either.Right(element)));
    } catch (UndecodableException refused) {
      DeadLetter letter = DeadLetters.of(record, appended, refused, record.value());
      out.collect(new Polled<>(record.offset(), appended, 0, Polled.NO_EVENT, Either.Left(letter)));
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  @Override
  public TypeInformation<Polled<Either<DeadLetter, T>>> getProducedType() {
    // Asked for by nobody: the frontier source names the type of what leaves it.
    return TypeInformation.of(new TypeHint<>() {});
  }
}

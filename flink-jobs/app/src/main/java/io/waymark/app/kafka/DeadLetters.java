package io.waymark.app.kafka;

import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Dead letters of Kafka records: whole, if the topic of dead letters has room for them. */
final class DeadLetters {
  private DeadLetters() {}

  /**
   * Why a record could not be taken in, with what is needed to send it again.
   *
   * @param appended the record's Kafka time
   * @param value the bytes that could not be read: the record's, or those of a part of it
   */
  static DeadLetter of(
      ConsumerRecord<byte[], byte[]> record,
      long appended,
      UndecodableException why,
      byte @Nullable [] value) {
    Room room = new Room();
    byte[] key = room.keep(record.key());
    List<DeadLetter.Header> headers = room.keep(record.headers().toArray());
    byte[] kept = room.keep(value);
    String detail =
        value != null && kept != null && kept.length < value.length
            ? why.detail() + "; the first %d are kept".formatted(kept.length)
            : why.detail();
    return new DeadLetter(
        record.topic(),
        record.partition(),
        record.offset(),
        appended,
        why.reason(),
        detail,
        key,
        kept,
        headers,
        room.cut);
  }

  /** What is left of the bytes that one dead letter may keep. */
  private static final class Room {
    /** Lengths and tags around a header. */
    private static final int AROUND = 12;

    private int left = ArrivalLimits.MOST_BYTES;
    private boolean cut;

    byte @Nullable [] keep(byte @Nullable [] bytes) {
      if (bytes == null) {
        return null;
      }
      if (bytes.length > left) {
        cut = true;
        byte[] kept = Arrays.copyOf(bytes, left);
        left = 0;
        return kept;
      }
      left -= bytes.length;
      return bytes;
    }

    List<DeadLetter.Header> keep(Header[] given) {
      List<DeadLetter.Header> kept = new ArrayList<>(given.length);
      for (Header header : given) {
        byte[] value = header.value();
        // A character has three bytes at most.
        long size = AROUND + 3L * header.key().length() + (value == null ? 0 : value.length);
        if (size > left) {
          cut = true;
        } else {
          left -= (int) size;
          kept.add(new DeadLetter.Header(header.key(), value));
        }
      }
      return kept;
    }
  }
}

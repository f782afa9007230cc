package io.waymark.pipeline.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be taken in, as it was and where it was.
 *
 * @param topic topic or file
 * @param partition 0 for a file
 * @param offset offset in the partition, or line number in a file
 * @param timestamp of the Kafka record, in milliseconds; null if it has none
 * @param detail what is wrong, for people
 * @param key the original bytes, if any
 * @param value the original bytes, if any
 * @param headers all of the Kafka record, in its order
 * @param cut whether the record was too large to be kept whole: key, value and headers are then
 *     what there was room for
 */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    @Nullable Long timestamp,
    RejectReason reason,
    String detail,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<Header> headers,
    boolean cut)
    implements Arrival {

  /** A header of a Kafka record; names may recur. */
  public record Header(String name, byte @Nullable [] value) {}

  /** One that is whole and has no headers. */
  public DeadLetter(
      String topic,
      int partition,
      long offset,
      @Nullable Long timestamp,
      RejectReason reason,
      String detail,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    this(topic, partition, offset, timestamp, reason, detail, key, value, List.of(), false);
  }

  @Override
  public long origin() {
    return Origin.of(topic, partition);
  }
}

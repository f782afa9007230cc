package io.waymark.pipeline.wire;

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
 */
public record DeadLetter(
    String topic,
    int partition,
    long offset,
    @Nullable Long timestamp,
    RejectReason reason,
    String detail,
    byte @Nullable [] key,
    byte @Nullable [] value)
    implements Arrival {

  @Override
  public long origin() {
    return Origin.of(topic, partition);
  }
}

package io.waymark.app.letters;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The records of a topic's partitions up to their ends, in the order of their Kafka times. Holds of
 * each partition what one poll brings: it is asked for more only when that is used up.
 */
final class MergedRecords {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Map<Integer, Part> parts = new TreeMap<>();

  /** What has been read of a partition and not handed over yet. */
  private record Part(
      TopicPartition partition, long end, Deque<ConsumerRecord<byte[], byte[]>> waiting) {
    boolean isEmpty() {
      return waiting.isEmpty();
    }
  }

  /**
   * @param consumer has the partitions, and stands where they are to be read from
   * @param ends the offset before which each partition is read
   */
  MergedRecords(Consumer<byte[], byte[]> consumer, String topic, Map<Integer, Long> ends) {
    this.consumer = consumer;
    this.topic = topic;
    ends.forEach(
        (number, end) ->
            parts.put(
                number, new Part(new TopicPartition(topic, number), end, new ArrayDeque<>())));
  }

  /**
   * The next one; none at the end.
   *
   * @throws TimeoutException if the broker sends nothing for half a minute
   */
  Optional<ConsumerRecord<byte[], byte[]>> next() {
    List<TopicPartition> wanted = wanted();
    if (!wanted.isEmpty()) {
      fill(wanted);
    }
    return parts.values().stream()
        .filter(part -> !part.isEmpty())
        .min(Comparator.comparingLong(part -> part.waiting.element().timestamp()))
        .map(part -> part.waiting.remove());
  }

  private void fill(List<TopicPartition> empty) {
    List<TopicPartition> wanted = empty;
    long read = position();
    long silentSince = System.nanoTime();
    while (!wanted.isEmpty()) {
      consumer.pause(consumer.assignment());
      consumer.resume(wanted);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Part part = Objects.requireNonNull(parts.get(record.partition()));
        if (record.offset() < part.end) {
          part.waiting.add(record);
        }
      }
      // A partition may end with the markers of transactions, which nobody gets to see.
      if (position() > read) {
        read = position();
        silentSince = System.nanoTime();
      } else if (System.nanoTime() - silentSince > SILENCE.toNanos()) {
        throw new TimeoutException("the end of " + topic + " was not reached in time");
      }
      wanted = wanted();
    }
  }

  /** Partitions of which nothing is at hand and more to come. */
  private List<TopicPartition> wanted() {
    return parts.values().stream()
        .filter(part -> part.isEmpty() && consumer.position(part.partition) < part.end)
        .map(Part::partition)
        .toList();
  }

  private long position() {
    return parts.values().stream().mapToLong(part -> consumer.position(part.partition)).sum();
  }
}

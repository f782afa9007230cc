package io.waymark.app.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a topic to its end as of now, each partition in its order.
 *
 * @param client properties of every client, with {@code bootstrap.servers}
 */
public record TopicScan(Properties client, String topic) {
  private static final Duration ANSWER = Duration.ofSeconds(8);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /**
   * Hands over each record; of a topic that is not there none.
   *
   * @param since only records written then or later, in milliseconds since the epoch; null for all
   * @throws BrokerUnavailable if the broker does not answer any more
   */
  public void read(
      @Nullable Long since, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    try (ClosedInTime consumer = open()) {
      List<TopicPartition> partitions =
          consumer.consumer.partitionsFor(topic, ANSWER).stream()
              .map(found -> new TopicPartition(topic, found.partition()))
              .toList();
      readAll(consumer.consumer, partitions, since, each);
    } catch (UnknownTopicOrPartitionException e) {
      // Nothing has been written yet.
      return;
    } catch (TimeoutException e) {
      throw unavailable(e);
    }
  }

  private record ClosedInTime(Consumer<byte[], byte[]> consumer) implements AutoCloseable {
    @Override
    public void close() {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
  }

  private ClosedInTime open() {
    Properties own = new Properties();
    // What a transaction took back was never said.
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.putAll(client);
    own.remove(ConsumerConfig.GROUP_ID_CONFIG);
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
    own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(ANSWER.toMillis()));
    try {
      return new ClosedInTime(
          new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    } catch (KafkaException e) {
      // Mostly a name that nobody can resolve.
      throw unavailable(e);
    }
  }

  private BrokerUnavailable unavailable(Exception cause) {
    return new BrokerUnavailable(
        String.valueOf(client.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)), cause);
  }

  private static void readAll(
      Consumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      @Nullable Long since,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
    consumer.seekToBeginning(partitions);
    if (since != null) {
      Map<TopicPartition, Long> times = new HashMap<>();
      partitions.forEach(partition -> times.put(partition, since));
      consumer
          .offsetsForTimes(times, ANSWER)
          .forEach(
              (partition, found) ->
                  consumer.seek(
                      partition,
                      found == null
                          ? Objects.requireNonNull(ends.get(partition))
                          : found.offset()));
    }
    long silentSince = System.nanoTime();
    long read = position(consumer, ends);
    while (!isRead(consumer, ends)) {
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(
              record -> {
                if (record.offset() < end(ends, record)) {
                  each.accept(record);
                }
              });
      if (position(consumer, ends) > read) {
        read = position(consumer, ends);
        silentSince = System.nanoTime();
      } else if (System.nanoTime() - silentSince > SILENCE.toNanos()) {
        throw new TimeoutException("the end was not reached in time");
      }
    }
  }

  private static long end(Map<TopicPartition, Long> ends, ConsumerRecord<?, ?> record) {
    return Objects.requireNonNull(ends.get(new TopicPartition(record.topic(), record.partition())));
  }

  private static long position(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.keySet().stream()
        .mapToLong(partition -> consumer.position(partition, ANSWER))
        .sum();
  }

  private static boolean isRead(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
  }
}

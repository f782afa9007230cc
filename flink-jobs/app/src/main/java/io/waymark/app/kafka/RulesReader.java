package io.waymark.app.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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

/** Reads the rules topic from its beginning to its end as of now. */
final class RulesReader {
  private static final Duration ANSWER = Duration.ofSeconds(8);
  private static final Duration WHOLE = Duration.ofSeconds(30);

  private RulesReader() {}

  /**
   * Hands over each record in order.
   *
   * @throws BrokerUnavailable if the broker does not answer or is too slow
   * @throws NoRulesTopic if there is no such topic
   */
  static void read(
      Properties client,
      String topic,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Properties own = new Properties();
    own.putAll(client);
    own.remove(ConsumerConfig.GROUP_ID_CONFIG);
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
    own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(ANSWER.toMillis()));
    Consumer<byte[], byte[]> consumer = open(own);
    try {
      readAll(consumer, topic, each);
    } catch (UnknownTopicOrPartitionException e) {
      throw new NoRulesTopic(topic);
    } catch (TimeoutException e) {
      throw new BrokerUnavailable(
          String.valueOf(client.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)), e);
    } finally {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    }
  }

  private static Consumer<byte[], byte[]> open(Properties client) {
    try {
      return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      // Mostly a name that nobody can resolve.
      throw new BrokerUnavailable(
          String.valueOf(client.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)), e);
    }
  }

  private static void readAll(
      Consumer<byte[], byte[]> consumer,
      String topic,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, ANSWER).stream()
            .map(found -> new TopicPartition(topic, found.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new NoRulesTopic(topic);
    }
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
    consumer.seekToBeginning(partitions);
    long deadline = System.nanoTime() + WHOLE.toNanos();
    while (!isRead(consumer, ends)) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the end of " + topic + " was not reached in time");
      }
      consumer.poll(Duration.ofMillis(100)).forEach(each);
    }
  }

  private static boolean isRead(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
  }
}

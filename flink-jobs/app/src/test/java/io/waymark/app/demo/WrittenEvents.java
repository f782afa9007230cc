package io.waymark.app.demo;

import io.waymark.app.kafka.Topics;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.UndecodableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** When the broker wrote the events of the demo. */
final class WrittenEvents {
  private WrittenEvents() {}

  /** The broker's time of writing by event time, as far as it has come by now. */
  static Map<Long, Long> byTime(String broker) {
    Properties client = new Properties();
    client.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(client, bytes, bytes)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.standard().interactions()).stream()
              .map(part -> new TopicPartition(part.topic(), part.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<Long, Long> written = new HashMap<>();
      InteractionCodec codec = new InteractionCodec();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofSeconds(1))) {
          written.merge(codec.decode(each.value()).time(), each.timestamp(), Math::min);
        }
      }
      return written;
    } catch (UndecodableException e) {
      throw new AssertionError("the simulated shop wrote what nobody can read", e);
    }
  }
}

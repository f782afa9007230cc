package io.waymark.app.letters;

import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.DeadLetterCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A topic of dead letters with two partitions, and what its consumers committed. */
final class Shelf {
  private static final String TOPIC = "dead-letters";
  private static final List<TopicPartition> PARTITIONS =
      List.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1));

  private final DeadLetterCodec codec = new DeadLetterCodec();
  private final List<List<ConsumerRecord<byte[], byte[]>>> records =
      List.of(new ArrayList<>(), new ArrayList<>());
  private final Map<String, Integer> topics = new HashMap<>(Map.of(TOPIC, 2));
  private Map<TopicPartition, OffsetAndMetadata> committed = Map.of();

  /** From now on there is such a topic. */
  void topic(String name, int partitions) {
    topics.put(name, partitions);
  }

  /**
   * Files a letter.
   *
   * @param filedAt Kafka time, in milliseconds
   */
  void file(int partition, long filedAt, DeadLetter letter) {
    file(partition, filedAt, codec.encode(letter));
  }

  void file(int partition, long filedAt, byte[] value) {
    List<ConsumerRecord<byte[], byte[]>> own = records.get(partition);
    own.add(
        new ConsumerRecord<>(
            TOPIC,
            partition,
            own.size(),
            filedAt,
            TimestampType.LOG_APPEND_TIME,
            0,
            value.length,
            null,
            value,
            new RecordHeaders(),
            Optional.empty()));
  }

  /** A log of what has been filed so far. */
  LetterLog open() {
    MockConsumer<byte[], byte[]> consumer =
        new MockConsumer<>("earliest") {
          @Override
          public synchronized void commitSync(
              Map<TopicPartition, OffsetAndMetadata> offsets, java.time.Duration timeout) {
            committed = Map.copyOf(offsets);
            super.commitSync(offsets, timeout);
          }
        };
    topics.forEach((name, count) -> consumer.updatePartitions(name, partitions(name, count)));
    for (TopicPartition partition : PARTITIONS) {
      consumer.updateBeginningOffsets(Map.of(partition, 0L));
      consumer.updateEndOffsets(
          Map.of(partition, (long) records.get(partition.partition()).size()));
    }
    LetterLog log = new LetterLog(consumer, TOPIC);
    if (!committed.isEmpty()) {
      consumer.commitSync(committed);
    }
    records.forEach(own -> own.forEach(consumer::addRecord));
    return log;
  }

  /** Whether anything was committed. */
  boolean isUntouched() {
    return committed.isEmpty();
  }

  private static List<PartitionInfo> partitions(String topic, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> new PartitionInfo(topic, number, null, null, null))
        .toList();
  }
}

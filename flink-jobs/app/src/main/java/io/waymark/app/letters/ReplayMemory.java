package io.waymark.app.letters;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What has been replayed, kept by the broker as committed offsets of the consumer's group, with the
 * runs beyond them as metadata. Two replays at the same time are not kept apart.
 */
final class ReplayMemory {
  private static final Duration ANSWER = Duration.ofSeconds(8);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;

  ReplayMemory(Consumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.topic = topic;
  }

  /**
   * What is remembered, by partition.
   *
   * @param ends offset after the last letter, by partition
   */
  Map<Integer, Replayed> load(Map<Integer, Long> ends) {
    Map<TopicPartition, @Nullable OffsetAndMetadata> committed =
        consumer.committed(
            ends.keySet().stream().map(this::at).collect(Collectors.toSet()), ANSWER);
    Map<Integer, Replayed> replayed = new HashMap<>();
    ends.forEach(
        (partition, end) -> replayed.put(partition, read(committed.get(at(partition)), end)));
    return replayed;
  }

  private static Replayed read(@Nullable OffsetAndMetadata committed, long end) {
    // Behind the end is an offset of a topic that was there before under this name.
    return committed == null || committed.offset() > end
        ? new Replayed(0, List.of())
        : Replayed.parse(committed.offset(), committed.metadata());
  }

  void save(Map<Integer, Replayed> replayed) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    replayed.forEach(
        (partition, one) ->
            offsets.put(at(partition), new OffsetAndMetadata(one.upTo(), one.text())));
    consumer.commitSync(offsets, ANSWER);
  }

  private TopicPartition at(int partition) {
    return new TopicPartition(topic, partition);
  }
}

package io.waymark.app.kafka;

import io.waymark.app.kafka.PartitionFrontier.Anchor;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The ends of partitions as a reader sees them. Every call waits a few seconds at most and then
 * throws a {@link org.apache.kafka.common.KafkaException}.
 */
interface PartitionTail extends AutoCloseable {
  /** The end offsets under the source's isolation level. */
  Map<TopicPartition, Long> ends(Set<TopicPartition> partitions);

  /** What one of Flink's symbolic starts stands for; itself if that can't be known. */
  long start(TopicPartition partition, long marker);

  /** What a reader finds from a position to the end. */
  Rest rest(TopicPartition partition, long position, long end);

  /** The last record before an offset that is an event; null if the last few thousand hold none. */
  @Nullable Anchor lastEvent(TopicPartition partition, long before) throws IOException;

  /** Ends a call that another thread waits in. */
  void wakeUp();

  @Override
  void close();

  /** What stands between a position and the end. */
  enum Rest {
    NOTHING,
    RECORDS,
    UNKNOWN
  }
}

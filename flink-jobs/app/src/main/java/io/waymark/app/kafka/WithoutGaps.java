package io.waymark.app.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.ExceptionUtils;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * From the beginning of its topic on a fresh start. A state that its topic goes no longer back to
 * is refused: what was asked meanwhile, erasures above all, would never be done.
 */
final class WithoutGaps implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  private final OffsetsInitializer beginning = OffsetsInitializer.earliest();

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    return beginning.getPartitionOffsets(partitions, retriever);
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }

  /** What to throw for a failure to read: one that ends the job if there is a gap. */
  static RuntimeException explained(RuntimeException failure) {
    return ExceptionUtils.findThrowable(failure, OffsetOutOfRangeException.class)
        .<RuntimeException>map(gap -> new SuppressRestartsException(refusal(gap)))
        .orElse(failure);
  }

  private static IllegalStateException refusal(OffsetOutOfRangeException gap) {
    String places =
        gap.offsetOutOfRangePartitions().entrySet().stream()
            .map(place -> "%s at offset %d".formatted(place.getKey(), place.getValue()))
            .sorted()
            .collect(Collectors.joining(", "));
    return new IllegalStateException(
        "Kafka no longer has what comes next for this state, %s. Erasures may have been asked for there, and would never be done: resume from a newer checkpoint or savepoint, or start afresh"
            .formatted(places));
  }
}

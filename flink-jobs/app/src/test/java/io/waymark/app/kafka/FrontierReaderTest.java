package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who has no partition holds back the others until it is known that none is to come. */
class FrontierReaderTest {
  private static final KafkaPartitionSplit SPLIT =
      new KafkaPartitionSplit(new TopicPartition("topic", 0), 0);

  /** Soon after what the tests read was appended. */
  private static final Instant NOW = Instant.ofEpochMilli(2_500);

  private final Output output = new Output();
  private final Kafka kafka = new Kafka();
  private final FrontierReader<String> reader;

  FrontierReaderTest() throws Exception {
    // Never started: it finds nothing.
    EndProbe probe =
        new EndProbe(
            () -> {
              throw new AssertionError();
            },
            InstantSource.system());
    reader = new FrontierReader<>(kafka, probe, Duration.ofSeconds(1), InstantSource.fixed(NOW));
  }

  @AfterEach
  void close() throws Exception {
    reader.close();
  }

  @Test
  void withoutProofItIsNotIdle() throws Exception {
    reader.pollNext(output);

    assertThat(output.said).isEmpty();
  }

  @Test
  void onceAllPartitionsAreAssignedToOthersItIsIdle() throws Exception {
    reader.handleSourceEvents(new AllAssigned());
    reader.pollNext(output);
    reader.pollNext(output);

    assertThat(output.said).containsExactly("idle");
  }

  @Test
  void withAPartitionThePartitionSpeaks() throws Exception {
    reader.addSplits(List.of(SPLIT));
    reader.handleSourceEvents(new AllAssigned());
    reader.pollNext(output);

    assertThat(output.said).isEmpty();
  }

  @Test
  void aPartitionThatIsFoundLaterHoldsTimeBeforeItsFirstRecord() throws Exception {
    reader.handleSourceEvents(new AllAssigned());
    reader.pollNext(output);

    reader.addSplits(List.of(SPLIT));
    kafka.next = new Polled<>(0, 2_000, 0, 1_500, "first");
    reader.pollNext(output);
    assertThat(output.said).startsWith("idle", "active", "first");

    while (!output.said.contains("topic-0 at 499")) {
      reader.pollNext(output);
    }
    reader.pollNext(output);

    // From then on Flink hears the partition alone.
    assertThat(output.said).containsExactly("idle", "active", "first", "topic-0 at 499", "idle");
  }

  @Test
  void aPartitionThatEndsTellsItsLastTimeBeforeItIsReleased() throws Exception {
    reader.addSplits(List.of(SPLIT));
    kafka.next = new Polled<>(0, 2_000, 0, 1_500, "last");
    kafka.ends = true;
    reader.pollNext(output);

    assertThat(output.said).containsExactly("last", "topic-0 at 499", "topic-0 released");
  }

  @Test
  void aRecordThatCannotBeReadYetStopsTheReaderAndIsReadWhenItCan() throws Exception {
    reader.addSplits(List.of(SPLIT));
    Unread unread = new Unread("late");
    kafka.next = Polled.unread(7, 2_000, unread);
    reader.pollNext(output);
    kafka.next = new Polled<>(8, 2_000, 0, 1_500, "next");

    assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    assertThat(reader.unread()).isEqualTo(1);
    assertThat(reader.isAvailable()).isNotDone();
    assertThat(output.said).isEmpty();

    unread.ready.complete(null);
    assertThat(reader.isAvailable()).isDone();
    reader.pollNext(output);
    reader.pollNext(output);

    assertThat(output.said).startsWith("late", "next");
    assertThat(reader.unread()).isZero();
  }

  @Test
  void whoAsksWhyTimeStandsStillIsTold() throws Exception {
    reader.addSplits(List.of(SPLIT));
    Unread unread = new Unread("late");
    kafka.next = Polled.unread(7, 2_000, unread);
    while (reader.heldPartitions().of(Hold.SCHEMA) == 0) {
      reader.pollNext(output);
    }
    assertThat(reader.heldPartitions().of(Hold.SCHEMA)).isEqualTo(1);

    unread.ready.complete(null);
    while (reader.heldPartitions().of(Hold.SCHEMA) > 0) {
      reader.pollNext(output);
    }
  }

  @Test
  void itMayHaveToWaitAgain() throws Exception {
    reader.addSplits(List.of(SPLIT));
    Unread second = new Unread("late");
    Unread first = new Unread("not yet");
    first.then = Polled.unread(7, 2_000, second);
    kafka.next = Polled.unread(7, 2_000, first);
    reader.pollNext(output);
    first.ready.complete(null);
    reader.pollNext(output);

    assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
    second.ready.complete(null);
    reader.pollNext(output);

    assertThat(output.said).startsWith("late");
  }

  @Test
  void whatIsStoredBeginsWithTheRecordThatWaits() throws Exception {
    reader.addSplits(List.of(SPLIT));
    kafka.stored = List.of(at(0, 8), at(1, 30));
    Unread unread = new Unread("late");
    kafka.next = Polled.unread(7, 2_000, unread);
    reader.pollNext(output);

    assertThat(reader.snapshotState(1)).containsExactly(at(0, 7), at(1, 30));

    unread.ready.complete(null);
    reader.pollNext(output);
    assertThat(reader.snapshotState(2)).containsExactly(at(0, 8), at(1, 30));
  }

  @Test
  void whoClosesNoLongerWaits() throws Exception {
    reader.addSplits(List.of(SPLIT));
    Unread unread = new Unread("late");
    kafka.next = Polled.unread(7, 2_000, unread);
    reader.pollNext(output);
    CompletableFuture<Void> available = reader.isAvailable();

    reader.close();

    assertThat(unread.ready).isCancelled();
    // Were it to fail, Flink would end the process.
    assertThat(available).isCompleted();
  }

  @Test
  void aPlaceThatTheTopicNoLongerHasIsRefusedForGood() {
    TopicPartition partition = new TopicPartition("facts", 3);
    kafka.failure =
        new RuntimeException(
            "a fetcher failed", new OffsetOutOfRangeException(Map.of(partition, 17L)));

    assertThatThrownBy(() -> reader.pollNext(output))
        .isInstanceOf(SuppressRestartsException.class)
        .rootCause()
        .hasMessageContaining("facts-3 at offset 17")
        .hasMessageContaining("start afresh");
  }

  @Test
  void anotherFailureIsHandedOnAsItIs() {
    kafka.failure = new IllegalStateException("no broker");

    assertThatThrownBy(() -> reader.pollNext(output)).isSameAs(kafka.failure);
  }

  private static KafkaPartitionSplit at(int partition, long offset) {
    return new KafkaPartitionSplit(new TopicPartition("topic", partition), offset);
  }

  /** Becomes an event of 1.5 s, or what it is told to. */
  private static final class Unread implements Polled.Unread<String> {
    final CompletableFuture<Void> ready = new CompletableFuture<>();
    Polled<String> then;

    Unread(String text) {
      then = new Polled<>(7, 2_000, 0, 1_500, text);
    }

    @Override
    public CompletableFuture<?> ready() {
      return ready;
    }

    @Override
    public void read(Collector<Polled<String>> out) {
      out.collect(then);
    }
  }

  /** Hands on one record when it has one, and then may have come to the end. */
  private static final class Kafka implements SourceReader<Polled<String>, KafkaPartitionSplit> {
    Polled<String> next;
    boolean ends;
    RuntimeException failure;
    List<KafkaPartitionSplit> stored = List.of();

    @Override
    public InputStatus pollNext(ReaderOutput<Polled<String>> target) {
      if (failure != null) {
        throw failure;
      }
      if (next != null) {
        target.createOutputForSplit(SPLIT.splitId()).collect(next);
        next = null;
      }
      if (ends) {
        target.releaseOutputForSplit(SPLIT.splitId());
      }
      return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public void start() {}

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {}

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
      return stored;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return new CompletableFuture<>();
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }

  /** Writes down what it is told, of a split with its name. */
  private static final class Output implements ReaderOutput<String> {
    final List<String> said = new ArrayList<>();

    @Override
    public SourceOutput<String> createOutputForSplit(String split) {
      Output all = this;
      return new SourceOutput<>() {
        @Override
        public void collect(String element) {
          all.said.add(element);
        }

        @Override
        public void collect(String element, long timestamp) {
          all.said.add(element);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
          all.said.add(split + " at " + watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
          all.said.add(split + " idle");
        }

        @Override
        public void markActive() {
          all.said.add(split + " active");
        }
      };
    }

    @Override
    public void releaseOutputForSplit(String split) {
      said.add(split + " released");
    }

    @Override
    public void collect(String element) {
      said.add(element);
    }

    @Override
    public void collect(String element, long timestamp) {
      said.add(element);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      said.add("at " + watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
      said.add("idle");
    }

    @Override
    public void markActive() {
      said.add("active");
    }
  }
}

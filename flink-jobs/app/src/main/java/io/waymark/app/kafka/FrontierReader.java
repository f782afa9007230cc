package io.waymark.app.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what the Kafka reader reads and emits, per split, the watermark of its {@link
 * PartitionFrontier}: many times a second, also in silence.
 *
 * <p>A reader without a partition holds back the others until it has proof that none is its own:
 * {@link AllAssigned}, which comes after the partitions of the first discovery. Then it counts as
 * idle, until a partition that is found later becomes its own.
 *
 * <p>All but the probe runs in the task's own thread.
 */
final class FrontierReader<T> implements SourceReader<T, KafkaPartitionSplit> {
  /**
   * How often watermarks are emitted, and how often a silent reader wakes up; part of the latency
   * of every signal.
   */
  static final Duration TICK = Duration.ofMillis(50);

  private final SourceReader<Polled<T>, KafkaPartitionSplit> kafka;
  private final EndProbe<T> probe;
  private final Duration outOfOrderness;
  private final Map<String, SplitTime> splits = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "frontier-tick");
            thread.setDaemon(true);
            return thread;
          });
  private volatile CompletableFuture<Void> tick = new CompletableFuture<>();
  private @Nullable TimedOutput<T> output;
  private long ticked;
  private boolean allAssigned;
  private boolean standsBy;
  private boolean holds;

  FrontierReader(
      SourceReader<Polled<T>, KafkaPartitionSplit> kafka,
      EndProbe<T> probe,
      Duration outOfOrderness) {
    this.kafka = kafka;
    this.probe = probe;
    this.outOfOrderness = outOfOrderness;
  }

  @Override
  public void start() {
    ticked = System.nanoTime();
    kafka.start();
    probe.start();
    timer.scheduleWithFixedDelay(
        () -> tick.complete(null), TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void addSplits(List<KafkaPartitionSplit> added) {
    for (KafkaPartitionSplit split : added) {
      TopicPartition partition = split.getTopicPartition();
      long start = split.getStartingOffset();
      splits.put(split.splitId(), new SplitTime(partition, outOfOrderness, start));
      probe.follow(partition, start);
    }
    kafka.addSplits(added);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> target) throws Exception {
    if (output == null || output.target != target) {
      output = new TimedOutput<>(target, splits, split -> probe.forget(split.partition));
    }
    speakAsAWhole(target);
    InputStatus status = kafka.pollNext(output);
    long now = System.nanoTime();
    if (output.takeWoken() || now - ticked >= TICK.toNanos()) {
      ticked = now;
      emitTime(target);
    }
    return status;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    CompletableFuture<Void> records = kafka.isAvailable();
    if (records.isDone()) {
      return records;
    }
    if (tick.isDone()) {
      tick = new CompletableFuture<>();
    }
    return CompletableFuture.anyOf(records, tick).thenApply(any -> null);
  }

  /** Without partitions nobody else does; the first ones hold time before they have any to tell. */
  private void speakAsAWhole(ReaderOutput<T> target) {
    if (splits.isEmpty()) {
      if (allAssigned && !standsBy) {
        standsBy = true;
        target.markIdle();
      }
    } else if (standsBy) {
      standsBy = false;
      holds = true;
      target.markActive();
    } else if (holds && splits.values().stream().allMatch(SplitTime::hasSpoken)) {
      // Flink counts the reader as idle when both it and all its splits say so.
      holds = false;
      target.markIdle();
    }
  }

  private void emitTime(ReaderOutput<T> target) {
    splits.forEach(
        (id, split) -> split.emit(target.createOutputForSplit(id), probe.found(split.partition)));
    splits.values().forEach(s -> probe.at(s.partition, s.time.position(), s.time.isKnown()));
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    return kafka.snapshotState(checkpointId);
  }

  @Override
  public void notifyNoMoreSplits() {
    kafka.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    if (event instanceof AllAssigned) {
      allAssigned = true;
    } else {
      kafka.handleSourceEvents(event);
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    kafka.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    kafka.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> toPause, Collection<String> toResume) {
    kafka.pauseOrResumeSplits(toPause, toResume);
  }

  @Override
  public void close() throws Exception {
    timer.shutdownNow();
    try {
      probe.close();
    } finally {
      kafka.close();
    }
  }
}

package io.waymark.app.kafka;

import io.waymark.app.kafka.PartitionFrontier.Probe;
import java.time.Duration;
import java.time.InstantSource;
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
 * PartitionFrontier}: many times a second, also in silence; in strides while there is a lot to
 * catch up.
 *
 * <p>A reader without a partition holds back the others until it has proof that none is its own:
 * {@link AllAssigned}, which comes after the partitions of the first discovery. Then it counts as
 * idle, until a partition that is found later becomes its own.
 *
 * <p>When the broker is back after an outage no time is told for a while, whatever is read: see
 * {@link Reconnection}.
 *
 * <p>A record that cannot be read yet stops the reader, and with it time, but nothing else: what is
 * stored at a checkpoint begins with that record.
 *
 * <p>All but the probe runs in the task's own thread.
 */
final class FrontierReader<T> implements SourceReader<T, KafkaPartitionSplit> {
  /**
   * How often a reader that keeps up emits watermarks, and how often a silent one wakes up; part of
   * the latency of every signal.
   */
  private static final Duration TICK = Duration.ofMillis(50);

  private final SourceReader<Polled<T>, KafkaPartitionSplit> kafka;
  private final EndProbe probe;
  private final Duration outOfOrderness;
  private final InstantSource clock;
  private final WatermarkPace pace = new WatermarkPace();
  private final Map<String, SplitTime> splits = new HashMap<>();
  private final HeldPartitions heldPartitions = new HeldPartitions();
  private final Reconnection reconnection = new Reconnection();
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
  private volatile boolean waits;

  /**
   * @param clock shows no later time than the brokers' own, by which records are appended
   */
  FrontierReader(
      SourceReader<Polled<T>, KafkaPartitionSplit> kafka,
      EndProbe probe,
      Duration outOfOrderness,
      InstantSource clock) {
    this.kafka = kafka;
    this.probe = probe;
    this.outOfOrderness = outOfOrderness;
    this.clock = clock;
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
      splits.put(split.splitId(), new SplitTime(partition, outOfOrderness, start, clock.millis()));
      probe.follow(partition, start);
    }
    kafka.addSplits(added);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<T> target) throws Exception {
    if (output == null || output.target != target) {
      output =
          new TimedOutput<>(target, splits, pace, split -> probe.forget(split.partition), held());
    }
    speakAsAWhole(target);
    InputStatus status = poll(output);
    waits = output.held() != null;
    long now = System.nanoTime();
    boolean woken = output.takeWoken();
    if (woken || now - ticked >= TICK.toNanos()) {
      ticked = now;
      splits.values().forEach(split -> hear(probe.found(split.partition)));
      if (output.takeRead()) {
        reconnection.read(clock.millis());
      }
      if (woken || pace.mayTell(now, clock.millis())) {
        pace.told(now);
        emitTime(target);
      }
      // The probe asks where those end who stand still: it has to see who moves.
      splits.values().forEach(s -> probe.at(s.partition, s.time.position(), s.time.isKnown()));
      heldPartitions.count(splits.values(), waits, clock.millis());
    }
    return status;
  }

  /** The next record, but none after one that cannot be read yet. */
  private InputStatus poll(TimedOutput<T> records) throws Exception {
    TimedOutput.Held<T> held = records.held();
    if (held == null) {
      return polled(records);
    }
    if (!held.settled().isDone()) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    records.readHeld();
    return InputStatus.MORE_AVAILABLE;
  }

  private InputStatus polled(TimedOutput<T> records) throws Exception {
    try {
      return kafka.pollNext(records);
    } catch (RuntimeException e) {
      throw WithoutGaps.explained(e);
    }
  }

  private TimedOutput.@Nullable Held<T> held() {
    return output == null ? null : output.held();
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    TimedOutput.Held<T> held = held();
    CompletableFuture<Void> records = held == null ? kafka.isAvailable() : held.settled();
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
    boolean stands = reconnection.isRecent(clock.millis());
    splits.forEach(
        (id, split) ->
            split.emit(target.createOutputForSplit(id), probe.found(split.partition), stands));
  }

  private void hear(@Nullable Probe found) {
    if (found != null) {
      reconnection.answered(found);
    }
  }

  @Override
  public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
    List<KafkaPartitionSplit> read = kafka.snapshotState(checkpointId);
    TimedOutput.Held<T> held = held();
    return held == null ? read : read.stream().map(split -> upTo(held, split)).toList();
  }

  /** The split as it is before the held record, if that is of this split. */
  private static KafkaPartitionSplit upTo(TimedOutput.Held<?> held, KafkaPartitionSplit split) {
    return split.splitId().equals(held.split())
        ? new KafkaPartitionSplit(
            split.getTopicPartition(),
            held.offset(),
            split.getStoppingOffset().orElse(KafkaPartitionSplit.NO_STOPPING_OFFSET))
        : split;
  }

  /** Which of its partitions hold time, and why. */
  HeldPartitions heldPartitions() {
    return heldPartitions;
  }

  /** How many records wait to be read, which is one at most: none is read past it. */
  int unread() {
    return waits ? 1 : 0;
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
    TimedOutput.Held<T> held = held();
    if (held != null) {
      held.record().ready().cancel(false);
    }
    try {
      probe.close();
    } finally {
      kafka.close();
    }
  }
}

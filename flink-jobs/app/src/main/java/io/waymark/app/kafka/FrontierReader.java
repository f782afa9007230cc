package io.waymark.app.kafka;

import io.waymark.app.kafka.PartitionFrontier.Probe;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what the Kafka reader reads and emits, per split, the watermark of its {@link
 * PartitionFrontier}: a few times a second, also in silence.
 *
 * <p>All but the probe runs in the task's own thread.
 */
final class FrontierReader<T> implements SourceReader<T, KafkaPartitionSplit> {
  /** How often watermarks are emitted, and how often a silent reader wakes up. */
  static final Duration TICK = Duration.ofMillis(200);

  /** A reader that was given no partition for so long has none, and holds back nobody. */
  static final Duration UNASSIGNED = Duration.ofSeconds(15);

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
  private @Nullable TimedOutput output;
  private long started;
  private long ticked;
  private boolean noneAssigned;

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
    started = System.nanoTime();
    ticked = started;
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
      output = new TimedOutput(target);
    }
    InputStatus status = kafka.pollNext(output);
    long now = System.nanoTime();
    if (now - ticked >= TICK.toNanos() || output.woken) {
      ticked = now;
      output.woken = false;
      emitTime(target, now);
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

  private void emitTime(ReaderOutput<T> target, long now) {
    if (splits.isEmpty()) {
      if (!noneAssigned && now - started >= UNASSIGNED.toNanos()) {
        noneAssigned = true;
        target.markIdle();
      }
      return;
    }
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
    kafka.handleSourceEvents(event);
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

  /** The time of one split and what of it has been told. */
  private static final class SplitTime {
    final TopicPartition partition;
    final PartitionFrontier time;
    private @Nullable Probe asked;
    private long told = Long.MIN_VALUE;
    private boolean toldIdle;

    SplitTime(TopicPartition partition, Duration outOfOrderness, long start) {
      this.partition = partition;
      this.time = new PartitionFrontier(outOfOrderness, start);
    }

    void emit(SourceOutput<?> split, @Nullable Probe found) {
      // By identity: each probe has one answer, and an answer says nothing twice.
      if (found != null && found != asked) {
        asked = found;
        time.probe(found);
      }
      if (time.idle() != toldIdle) {
        toldIdle = time.idle();
        if (toldIdle) {
          split.markIdle();
        } else {
          split.markActive();
        }
      }
      if (!toldIdle && time.watermark() > told) {
        told = time.watermark();
        split.emitWatermark(new Watermark(told));
      }
    }
  }

  /** Takes what was polled apart: the element leaves, the rest is for the split's time. */
  private final class TimedOutput implements ReaderOutput<Polled<T>> {
    final ReaderOutput<T> target;
    private final Map<String, SourceOutput<Polled<T>>> perSplit = new HashMap<>();
    boolean woken;

    TimedOutput(ReaderOutput<T> target) {
      this.target = target;
    }

    @Override
    public SourceOutput<Polled<T>> createOutputForSplit(String splitId) {
      return perSplit.computeIfAbsent(
          splitId,
          id -> {
            SplitTime split = splits.get(id);
            if (split == null) {
              throw new IllegalStateException("records of a split that was never added: " + id);
            }
            return new SplitOutput(target.createOutputForSplit(id), split);
          });
    }

    @Override
    public void releaseOutputForSplit(String splitId) {
      perSplit.remove(splitId);
      SplitTime released = splits.remove(splitId);
      if (released != null) {
        probe.forget(released.partition);
      }
      target.releaseOutputForSplit(splitId);
    }

    @Override
    public void collect(Polled<T> polled) {
      throw perSplitOnly();
    }

    @Override
    public void collect(Polled<T> polled, long timestamp) {
      throw perSplitOnly();
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      throw perSplitOnly();
    }

    @Override
    public void markIdle() {
      throw perSplitOnly();
    }

    @Override
    public void markActive() {
      throw perSplitOnly();
    }

    private IllegalStateException perSplitOnly() {
      return new IllegalStateException("the Kafka reader speaks for its splits only");
    }

    /** One split's records on their way out. */
    private final class SplitOutput implements SourceOutput<Polled<T>> {
      private final SourceOutput<T> out;
      private final SplitTime split;

      SplitOutput(SourceOutput<T> out, SplitTime split) {
        this.out = out;
        this.split = split;
      }

      @Override
      public void collect(Polled<T> polled) {
        collect(polled, polled.appended());
      }

      @Override
      public void collect(Polled<T> polled, long timestamp) {
        // A split that comes back from idleness must hold time before others move it further.
        woken |= split.toldIdle;
        if (polled.isEvent()) {
          out.collect(polled.element(), polled.eventTime());
          split.time.event(polled.offset(), polled.eventTime(), polled.appended());
        } else {
          out.collect(polled.element(), polled.appended());
          split.time.other(polled.offset(), polled.appended());
        }
      }

      @Override
      public void emitWatermark(Watermark watermark) {
        // Time is the frontier's alone.
      }

      @Override
      public void markIdle() {
        // As above.
      }

      @Override
      public void markActive() {
        // As above.
      }
    }
  }
}

package io.waymark.app.kafka;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Takes what was polled apart: the element leaves, the rest is for the split's time. */
final class TimedOutput<T> implements ReaderOutput<Polled<T>> {
  final ReaderOutput<T> target;
  private final Map<String, SplitTime> splits;
  private final WatermarkPace pace;
  private final Consumer<SplitTime> released;
  private final Map<String, SourceOutput<Polled<T>>> perSplit = new HashMap<>();
  private boolean woken;
  private boolean read;
  private @Nullable Held<T> held;

  /**
   * A record that waits to be read.
   *
   * @param split the id of the split it is of
   * @param settled done when there is nothing to wait for any more, and never with a failure: Flink
   *     ends the whole process where the end of waiting fails
   */
  record Held<T>(
      String split, long offset, Polled.Unread<T> record, CompletableFuture<Void> settled) {
    Held(String split, long offset, Polled.Unread<T> record) {
      this(split, offset, record, record.ready().handle((done, failed) -> null));
    }
  }

  /**
   * @param splits the time of each split, by its id
   * @param pace told of each record
   * @param released told of each split that ends
   * @param held what waited at the target before this one
   */
  TimedOutput(
      ReaderOutput<T> target,
      Map<String, SplitTime> splits,
      WatermarkPace pace,
      Consumer<SplitTime> released,
      @Nullable Held<T> held) {
    this.target = target;
    this.held = held;
    this.splits = splits;
    this.pace = pace;
    this.released = released;
  }

  /** Whether a split came back from idleness since the last call. */
  boolean takeWoken() {
    boolean was = woken;
    woken = false;
    return was;
  }

  /** Whether a record came since the last call. */
  boolean takeRead() {
    boolean was = read;
    read = false;
    return was;
  }

  /**
   * The record that cannot be read yet; no other is to come before it is. Null if there is none.
   */
  @Nullable Held<T> held() {
    return held;
  }

  /** Reads the held record. */
  void readHeld() throws IOException {
    Held<T> now = Objects.requireNonNull(held);
    held = null;
    SourceOutput<Polled<T>> split = createOutputForSplit(now.split);
    now.record.read(
        new Collector<>() {
          @Override
          public void collect(Polled<T> polled) {
            split.collect(polled);
          }

          @Override
          public void close() {
            // Holds nothing.
          }
        });
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
          return new SplitOutput(id, target.createOutputForSplit(id), split);
        });
  }

  @Override
  public void releaseOutputForSplit(String splitId) {
    perSplit.remove(splitId);
    SplitTime split = splits.remove(splitId);
    if (split != null) {
      // One with an end has come to it: what follows from its last events is due.
      split.emit(target.createOutputForSplit(splitId), null, false);
      released.accept(split);
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
    private final String id;
    private final SourceOutput<T> out;
    private final SplitTime split;

    SplitOutput(String id, SourceOutput<T> out, SplitTime split) {
      this.id = id;
      this.out = out;
      this.split = split;
    }

    @Override
    public void collect(Polled<T> polled) {
      collect(polled, polled.appended());
    }

    @Override
    public void collect(Polled<T> polled, long timestamp) {
      read = true;
      if (polled.unread() != null) {
        held = new Held<>(id, polled.offset(), polled.unread());
        return;
      }
      // A split that comes back from idleness must hold time before others move it further.
      woken |= split.toldIdle();
      pace.read(polled.appended(), polled.bytes());
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

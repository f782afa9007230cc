package io.waymark.app.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Takes what was polled apart: the element leaves, the rest is for the split's time. */
final class TimedOutput<T> implements ReaderOutput<Polled<T>> {
  final ReaderOutput<T> target;
  private final Map<String, SplitTime> splits;
  private final Consumer<SplitTime> released;
  private final Map<String, SourceOutput<Polled<T>>> perSplit = new HashMap<>();
  private boolean woken;

  /**
   * @param splits the time of each split, by its id
   * @param released told of each split that ends
   */
  TimedOutput(ReaderOutput<T> target, Map<String, SplitTime> splits, Consumer<SplitTime> released) {
    this.target = target;
    this.splits = splits;
    this.released = released;
  }

  /** Whether a split came back from idleness since the last call. */
  boolean takeWoken() {
    boolean was = woken;
    woken = false;
    return was;
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
    SplitTime split = splits.remove(splitId);
    if (split != null) {
      // One with an end has come to it: what follows from its last events is due.
      split.emit(target.createOutputForSplit(splitId), null);
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
      woken |= split.toldIdle();
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

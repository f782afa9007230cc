package io.waymark.app.backtest;

import io.waymark.app.backtest.EventLog.Head;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.wire.Arrival;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Reads a log to its end, with a watermark now and then. */
final class LogReader implements SourceReader<Arrival, WholeLog> {
  /**
   * A watermark makes the operators evaluate what they hold; the more they hold, the fewer state
   * accesses it takes.
   */
  private static final int EVENTS_PER_WATERMARK = 10_000;

  private final LogSource source;
  private final Reading reading;
  private final CompletableFuture<Void> assigned = new CompletableFuture<>();
  private boolean hasLog;
  // A task that ends with an event of its coordinator still under way fails the job: a short log
  // could be read by then.
  private boolean allAssigned;
  private boolean done;
  private @Nullable EventLog log;
  private int sinceWatermark;

  LogReader(LogSource source) {
    this.source = source;
    this.reading = Reading.named(source.reading());
  }

  @Override
  public InputStatus pollNext(ReaderOutput<Arrival> output) throws IOException {
    if (!allAssigned) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    if (done || !hasLog) {
      return InputStatus.END_OF_INPUT;
    }
    if (log == null) {
      log = source.files().open(reading::bytes);
    }
    Head head = log.next();
    while (head != null && head.time() > source.until()) {
      head = log.next();
    }
    if (head == null) {
      end(output);
      return InputStatus.END_OF_INPUT;
    }
    emit(head, output);
    return InputStatus.MORE_AVAILABLE;
  }

  private void emit(Head head, ReaderOutput<Arrival> output) {
    if (!(head.arrival() instanceof Envelope)) {
      reading.other();
      output.collect(head.arrival());
      return;
    }
    reading.event(head.time(), source.bound());
    output.collect(head.arrival(), head.time());
    if (++sinceWatermark == EVENTS_PER_WATERMARK) {
      sinceWatermark = 0;
      output.emitWatermark(new Watermark(reading.latest() - source.bound() - 1));
    }
  }

  private void end(ReaderOutput<Arrival> output) {
    long end = source.until() == Long.MAX_VALUE ? reading.latest() : source.until();
    if (end != Long.MIN_VALUE) {
      output.emitWatermark(new Watermark(end));
    }
    done = true;
  }

  @Override
  public void addSplits(List<WholeLog> splits) {
    hasLog |= !splits.isEmpty();
  }

  @Override
  public void notifyNoMoreSplits() {
    allAssigned = true;
    assigned.complete(null);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return assigned;
  }

  @Override
  public List<WholeLog> snapshotState(long checkpoint) {
    return List.of();
  }

  @Override
  public void start() {}

  @Override
  public void close() throws IOException {
    if (log != null) {
      log.close();
    }
  }
}

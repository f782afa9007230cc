package io.waymark.app.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A line on a terminal that is drawn again and again in place; nothing elsewhere. */
final class TickingLine implements AutoCloseable {
  private static final String CLEAR_LINE = "\r\u001B[K";

  private final PrintWriter err;
  private final @Nullable ScheduledExecutorService drawing;
  private boolean closed;

  private TickingLine(PrintWriter err, @Nullable ScheduledExecutorService drawing) {
    this.err = err;
    this.drawing = drawing;
  }

  /**
   * Begins to draw.
   *
   * @param terminal whether {@code err} is one
   * @param interval from one drawing to the next, and before the first
   * @param text asked by one thread each time; if empty, the line stays as it is
   */
  static TickingLine start(
      PrintWriter err, boolean terminal, Duration interval, Supplier<Optional<String>> text) {
    if (!terminal) {
      return new TickingLine(err, null);
    }
    ScheduledExecutorService drawing =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "ticking-line");
              thread.setDaemon(true);
              return thread;
            });
    TickingLine line = new TickingLine(err, drawing);
    drawing.scheduleWithFixedDelay(
        () -> text.get().ifPresent(line::draw),
        interval.toMillis(),
        interval.toMillis(),
        TimeUnit.MILLISECONDS);
    return line;
  }

  private synchronized void draw(String text) {
    if (!closed) {
      print(CLEAR_LINE + text);
    }
  }

  private void print(String text) {
    err.print(text);
    err.flush();
  }

  /** Takes the line away. */
  @Override
  public synchronized void close() {
    if (drawing != null && !closed) {
      closed = true;
      drawing.shutdownNow();
      print(CLEAR_LINE);
    }
  }
}

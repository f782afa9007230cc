package io.waymark.app.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A line on a terminal that says how far long work has come, drawn again several times a second;
 * nothing elsewhere.
 */
final class ProgressBar implements AutoCloseable {
  private static final int WIDTH = 30;
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final String CLEAR_LINE = "\r\u001B[K";

  private final PrintWriter err;
  private final @Nullable ScheduledExecutorService drawing;

  private ProgressBar(PrintWriter err, @Nullable ScheduledExecutorService drawing) {
    this.err = err;
    this.drawing = drawing;
  }

  /**
   * Begins to draw.
   *
   * @param share how much is done, 0 to 1
   * @param text what stands beside the bar
   */
  static ProgressBar start(
      PrintWriter err, boolean terminal, DoubleSupplier share, Supplier<String> text) {
    if (!terminal) {
      return new ProgressBar(err, null);
    }
    ScheduledExecutorService drawing =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    drawing.scheduleAtFixedRate(
        () -> draw(err, Math.min(1, share.getAsDouble()), text.get()),
        0,
        INTERVAL.toMillis(),
        TimeUnit.MILLISECONDS);
    return new ProgressBar(err, drawing);
  }

  private static void draw(PrintWriter err, double share, String text) {
    int full = (int) (share * WIDTH);
    err.print(
        CLEAR_LINE
            + "█".repeat(full)
            + "░".repeat(WIDTH - full)
            + String.format(Locale.ROOT, " %3.0f %%  ", share * 100)
            + text);
    err.flush();
  }

  @Override
  public void close() {
    if (drawing != null) {
      drawing.shutdownNow();
      err.print(CLEAR_LINE);
      err.flush();
    }
  }
}

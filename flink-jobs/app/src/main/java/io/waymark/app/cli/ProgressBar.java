package io.waymark.app.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** How far long work has come, on a terminal. */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final Duration INTERVAL = Duration.ofMillis(200);

  private ProgressBar() {}

  /**
   * Begins to draw.
   *
   * @param share how much is done, 0 to 1
   * @param text what stands beside the bar
   */
  static TickingLine start(
      PrintWriter err, boolean terminal, DoubleSupplier share, Supplier<String> text) {
    return TickingLine.start(
        err,
        terminal,
        INTERVAL,
        () -> Optional.of(bar(Math.min(1, share.getAsDouble())) + "  " + text.get()));
  }

  private static String bar(double share) {
    int full = (int) (share * WIDTH);
    return "█".repeat(full)
        + "░".repeat(WIDTH - full)
        + String.format(Locale.ROOT, " %3.0f %%", share * 100);
  }
}

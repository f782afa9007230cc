package io.waymark.app.cli;

import io.waymark.app.run.JobProgress;
import io.waymark.app.run.LocalRun;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A line on a terminal that says how a running job does; nothing elsewhere. */
final class StatusLine implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final String CLEAR_LINE = "\r\u001B[K";

  private final @Nullable ScheduledExecutorService drawing;

  private StatusLine(@Nullable ScheduledExecutorService drawing) {
    this.drawing = drawing;
  }

  static StatusLine start(PrintWriter err, boolean terminal, LocalRun run)
      throws io.waymark.app.run.CannotRun {
    if (!terminal) {
      return new StatusLine(null);
    }
    JobProgress progress = new JobProgress(run.web(), run.id());
    ScheduledExecutorService drawing =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "status");
              thread.setDaemon(true);
              return thread;
            });
    long[] before = {0, System.nanoTime()};
    drawing.scheduleWithFixedDelay(
        () ->
            progress
                .now()
                .ifPresent(
                    now -> {
                      long nanos = System.nanoTime();
                      double rate = (now.records() - before[0]) * 1e9 / (nanos - before[1]);
                      before[0] = now.records();
                      before[1] = nanos;
                      err.print(CLEAR_LINE + text(now, rate));
                      err.flush();
                    }),
        INTERVAL.toMillis(),
        INTERVAL.toMillis(),
        TimeUnit.MILLISECONDS);
    return new StatusLine(drawing);
  }

  private static String text(JobProgress.Now now, double rate) {
    long watermark = now.watermark();
    String age =
        watermark == Long.MIN_VALUE
            ? "event time not known yet"
            : "event time %s behind"
                .formatted(age(Duration.ofMillis(InstantSource.system().millis() - watermark)));
    return String.format(
        Locale.ROOT, "%,d records read, %,.0f/s, %s, %s", now.records(), rate, age, now.state());
  }

  private static String age(Duration age) {
    if (age.toDays() > 1) {
      return age.toDays() + " d";
    }
    return age.toMinutes() > 1
        ? age.toMinutes() + " min"
        : String.format(Locale.ROOT, "%.1f s", age.toMillis() / 1000.0);
  }

  @Override
  public void close() {
    if (drawing != null) {
      drawing.shutdownNow();
    }
  }
}

package io.waymark.app.cli;

import io.waymark.app.run.CannotRun;
import io.waymark.app.run.JobProgress;
import io.waymark.app.run.LocalRun;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/** How a running job does, on a terminal. */
final class StatusLine {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private long records;
  private long nanos = System.nanoTime();

  private StatusLine() {}

  static TickingLine start(PrintWriter err, boolean terminal, LocalRun run) throws CannotRun {
    JobProgress progress = new JobProgress(run.web(), run.id());
    StatusLine line = new StatusLine();
    return TickingLine.start(err, terminal, INTERVAL, () -> progress.now().map(line::text));
  }

  private String text(JobProgress.Now now) {
    long watermark = now.watermark();
    String age =
        watermark == Long.MIN_VALUE
            ? "event time not known yet"
            : "event time %s behind"
                .formatted(age(Duration.ofMillis(InstantSource.system().millis() - watermark)));
    return String.format(
        Locale.ROOT,
        "%,d records read, %,.0f/s, %s, %s",
        now.records(),
        rate(now.records()),
        age,
        now.state());
  }

  /** Records per second since it was asked last. */
  private double rate(long read) {
    long time = System.nanoTime();
    double rate = (read - records) * 1e9 / (time - nanos);
    records = read;
    nanos = time;
    return rate;
  }

  private static String age(Duration age) {
    if (age.toDays() > 1) {
      return age.toDays() + " d";
    }
    return age.toMinutes() > 1
        ? age.toMinutes() + " min"
        : String.format(Locale.ROOT, "%.1f s", age.toMillis() / 1000.0);
  }
}

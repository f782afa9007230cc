package io.waymark.app.cli;

import io.waymark.app.run.CannotRun;
import io.waymark.app.run.JobProgress;
import io.waymark.app.run.LocalRun;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a running job does, on a terminal. */
final class StatusLine {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private StatusLine() {}

  static TickingLine start(PrintWriter err, boolean terminal, LocalRun run) throws CannotRun {
    JobProgress progress = new JobProgress(run.web(), run.id());
    Speed speed = new Speed();
    return TickingLine.start(
        err,
        terminal,
        INTERVAL,
        () ->
            progress
                .now()
                .map(
                    now ->
                        text(
                            now,
                            speed.at(System.nanoTime(), now.events()),
                            InstantSource.system().millis())));
  }

  static String text(JobProgress.Now now, double perSecond, long wallClock) {
    List<String> parts = new ArrayList<>();
    parts.add(String.format(Locale.ROOT, "%,.0f events/s", perSecond));
    JobProgress.Journeys journeys = now.journeys();
    if (journeys != null) {
      String form =
          journeys.restored()
              ? "%+,d customers · %+,d open instances since the restart"
              : "%,d customers · %,d open instances";
      parts.add(String.format(Locale.ROOT, form, journeys.customers(), journeys.openInstances()));
    }
    if (now.limited() > 0) {
      parts.add(String.format(Locale.ROOT, "%,d limited", now.limited()));
    }
    parts.add(
        now.watermark() == Long.MIN_VALUE
            ? "lag not known yet"
            : "lag " + age(Duration.ofMillis(Math.max(0, wallClock - now.watermark()))));
    if (!now.state().equals("RUNNING")) {
      parts.add(now.state());
    }
    return String.join(" · ", parts);
  }

  /** How fast a number grows that may have begun long ago, or begin again at a restart. */
  static final class Speed {
    private long value = Long.MAX_VALUE;
    private long nanos;

    /** Takes the number as of now and returns its growth per second since the last call. */
    double at(long now, long next) {
      double perSecond = next > value ? (next - value) * 1e9 / (now - nanos) : 0;
      value = next;
      nanos = now;
      return perSecond;
    }
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

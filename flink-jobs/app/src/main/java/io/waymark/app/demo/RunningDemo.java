package io.waymark.app.demo;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.intervention.Trigger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Everything is started: shows what is found, and how it goes, until the end. */
final class RunningDemo {
  private static final Duration POLL = Duration.ofMillis(100);

  /** From a decision to its reader: sink, broker and consumer. */
  private static final long ON_THE_WAY = 1_500;

  /** A poll that brings this many findings has more behind it. */
  private static final int BACKLOG = 100;

  private static final long NOT_YET = Long.MAX_VALUE;

  /** What runs, and must not end by itself. */
  record Parts(Stage stage, Visitors visitors, DemoCluster cluster, Findings findings) {

    /** What has ended by itself, if something has. */
    @Nullable String failure() {
      if (!stage.broker().isAlive()) {
        return "the Kafka broker has ended by itself";
      }
      if (cluster.failure() != null) {
        return "the job has failed: " + cluster.failure();
      }
      Exception lost = visitors.failure();
      return lost == null ? null : "events could not be written to Kafka: " + lost.getMessage();
    }
  }

  /** Asks whether to end. */
  interface Ending {
    /** Whether the end has been asked for, or will be within this time. */
    boolean asked(Duration patience);
  }

  private final Program program;
  private final Parts parts;
  private final Health health;
  private final Screen screen;
  private final Palette palette;
  private final InstantSource wall;
  private final Watch watch;
  private final DemoTally tally = new DemoTally();
  private final long begun;
  private long caughtUpAt = NOT_YET;
  private long firstAlertAt = NOT_YET;
  private boolean over;

  RunningDemo(
      Program program,
      Parts parts,
      Health health,
      Screen screen,
      Palette palette,
      FindingLines lines,
      InstantSource wall) {
    this.program = program;
    this.parts = parts;
    this.health = health;
    this.screen = screen;
    this.palette = palette;
    this.wall = wall;
    this.watch = new Watch(lines, screen, tally, program.log() == null);
    this.begun = wall.millis();
  }

  /**
   * Goes on until it is asked to end or its time is over.
   *
   * @throws DemoFailed if a part ends by itself
   */
  DemoSummary run(@Nullable Duration length, Ending ending) {
    long end = length == null ? Long.MAX_VALUE : begun + length.toMillis();
    for (long now = begun; now < end && !ending.asked(Duration.ZERO); now = wall.millis()) {
      step(now);
      String failure = parts.failure();
      // A part that ends because the whole terminal was interrupted ends a little before us.
      if (failure != null && !ending.asked(Duration.ofMillis(500))) {
        throw new DemoFailed(failure, parts.visitors().failure());
      }
    }
    watch.end(wall.millis());
    return new DemoSummary(
        health.events(),
        health.refused(),
        firstAlertAt == NOT_YET ? null : Duration.ofMillis(firstAlertAt - begun),
        tally);
  }

  private void step(long now) {
    List<Finding> found = parts.findings().poll(POLL, now);
    for (Finding finding : found) {
      watch.take(finding, now);
    }
    if (firstAlertAt == NOT_YET && tally.alerts(Alert.Status.OPEN) > 0) {
      firstAlertAt = wall.millis();
    }
    if (watch.isHistory()) {
      endHistory(now, found.size());
    }
    if (parts.visitors().isOver() && !over) {
      over = true;
      screen.message("The log has ended. Time goes on, so what is due later still comes.");
    }
    watch.tick(now);
    screen.status(status(now), now);
  }

  private void endHistory(long now, int found) {
    if (caughtUpAt == NOT_YET && health.decidedUntil() >= program.clock().opening()) {
      caughtUpAt = now;
    }
    if (caughtUpAt != NOT_YET && now - caughtUpAt >= ON_THE_WAY && found < BACKLOG) {
      watch.opened();
    }
  }

  private String status(long now) {
    long until = health.evaluatedUntil();
    if (until == Long.MIN_VALUE) {
      return "starting the job …";
    }
    StatusLine line =
        health.status(
            now,
            program.clock().at(now),
            tally.openAlerts(),
            tally.triggers(Trigger.Status.ISSUED));
    return watch.isHistory()
        ? palette.bold(history(until)) + line.text(palette)
        : line.text(palette);
  }

  private String history(long until) {
    double left = program.clock().opening() - until;
    double share = 1 - left / SimulatedShop.HISTORY.toMillis();
    return String.format(
        Locale.ROOT,
        "reading the last two hours: %.0f %% · ",
        100 * Math.min(1, Math.max(0, share)));
  }
}

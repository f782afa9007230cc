package io.waymark.app.cli;

import io.waymark.app.job.JobSettings;
import io.waymark.app.letters.LetterLog;
import io.waymark.app.letters.Obstacle;
import io.waymark.app.letters.Replay;
import io.waymark.app.letters.ReplayReport;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark dead-letters replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends records that could not be taken in back to the topics they came from, with key, value and headers, once their"
          + " cause is mended. The key chooses the partition; without one it is that of before.",
      "Each is sent once: what was sent is remembered as offsets of the consumer group PREFIXdead-letters-replay, and the next"
          + " replay sends what has come since, or was left out by options. The broker forgets that after a time without a"
          + " replay (its offsets.retention.minutes, 7 days by default), and dead letters by their topic's retention.",
      "At least once: a replay that was interrupted, or two at the same time, may send a record twice. The jobs know an event"
          + " again by its event_id. It keeps its time: if its customer has gone on since, it is late.",
      "What can't be sent back is counted and passed over; --again tries it again."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all were sent back, or there was nothing to send",
      "1:some can't be sent back",
      "2:wrong usage, or a configuration that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses, or there is no such topic",
      "130:interrupted; the next replay goes on from there"
    })
final class DeadLettersReplayCommand implements Callable<Integer> {
  private final boolean terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ChosenLetters letters = new ChosenLetters();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "The first so many, to try a few; the next replay sends the others.")
  private long limit = Long.MAX_VALUE;

  @Option(names = "--again", description = "Also those that were replayed before.")
  private boolean again;

  @Option(
      names = "--dry-run",
      description = "Says what would be sent; sends and remembers nothing.")
  private boolean dryRun;

  @Mixin private TopicsPlace place = new TopicsPlace();

  DeadLettersReplayCommand(boolean terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit has to be at least 1");
    }
    Replay.Order order =
        new Replay.Order(letters.choice(), letters.since().orElse(null), limit, again);
    JobSettings settings = place.settings();
    return LetterAccess.with(settings, log -> replay(settings, log, new Replay(log, order)));
  }

  private int replay(JobSettings settings, LetterLog log, Replay replay) {
    ReplayReport report = replay.report();
    try (var bar =
        ProgressBar.start(
            spec.commandLine().getErr(),
            terminal,
            log::share,
            () -> String.format(Locale.ROOT, "%,d sent", report.sent().total()))) {
      if (dryRun) {
        replay.dryRun();
      } else {
        replay.run(settings.client());
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    LetterTable.counts(out, report.sent());
    out.flush();
    summary(report);
    return report.complete() ? ExitCode.OK : ExitCode.FINDINGS;
  }

  private void summary(ReplayReport report) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        dryRun
            ? "%,d dead letters would be sent back; nothing was sent%n"
            : "%,d dead letters were sent back%n",
        report.sent().total());
    for (Obstacle obstacle : Obstacle.values()) {
      long count = report.unsent(obstacle).total();
      if (count > 0) {
        err.printf(Locale.ROOT, "%,d can't be: %s%n", count, reason(obstacle, report));
      }
    }
    if (report.unreadable() > 0) {
      err.printf(
          Locale.ROOT,
          "%,d can't be: this release can't read them; try the newest%n",
          report.unreadable());
    }
    err.flush();
  }

  private static String reason(Obstacle obstacle, ReplayReport report) {
    return switch (obstacle) {
      case CUT ->
          "the record was too large to be kept whole; it is where it was, as long as its topic keeps it";
      case NO_TOPIC ->
          "there is no topic %s; create it, then replay with --again --topic"
              .formatted(String.join(", ", report.unsent(obstacle).topics()));
      case TOO_LARGE ->
          "%s refuses records of their size; raise its max.message.bytes, then replay with --again --topic"
              .formatted(String.join(", ", report.unsent(obstacle).topics()));
    };
  }
}

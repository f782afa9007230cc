package io.waymark.app.cli;

import io.waymark.app.backtest.Backtest;
import io.waymark.app.backtest.BacktestSummary;
import io.waymark.app.backtest.EventFile;
import io.waymark.app.format.WaymarkFormat;
import io.waymark.app.work.FileFailures;
import io.waymark.catalogue.Catalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark backtest}. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs the rules over recorded events: the very topologies of the live jobs, reading files.",
      "Writes signals.jsonl, triggers.jsonl, decisions.jsonl, alerts.jsonl and dead-letters.jsonl, late.jsonl if there are late events, outcomes.jsonl and experiments.jsonl if rules have a holdout, and prints what was found by rule. A"
          + " deadline fires if it lies within the time that the events cover, or before --until."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a rule was refused",
      "2:wrong usage",
      "3:a file cannot be read or written",
      "130:interrupted"
    })
final class BacktestCommand implements Callable<Integer> {
  private final boolean terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private RecordedEvents events = new RecordedEvents();

  @Mixin private ChosenRules rules = new ChosenRules();

  @Mixin private ChosenContactPolicy contacts = new ChosenContactPolicy();

  @Option(
      names = "--until",
      paramLabel = "T",
      description = "Events after this time are not read, and time goes on until then (RFC 3339).")
  private @Nullable String until;

  @Option(
      names = "--sort",
      description =
          "Sorts the events by time first, on disk: for files more disordered than the bound.")
  private boolean sort;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the results go; made if need be.")
  private Path out = Path.of("");

  @Option(
      names = "--out-of-orderness",
      paramLabel = "D",
      defaultValue = "1s",
      description = "How much later than a younger event an older one may come (default: 1s).")
  private String outOfOrderness = "1s";

  @Mixin private ChosenLearning learning = new ChosenLearning();

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "Parallel subtasks (default: one for each processor).")
  private int parallelism = Runtime.getRuntime().availableProcessors();

  BacktestCommand(boolean terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    List<EventFile> files = events.files();
    Backtest backtest = backtest(files);
    Catalogue catalogue = rules.load();
    if (catalogue.hasErrors()) {
      return ExitCode.FINDINGS;
    }
    makeOutputDirectory();
    long total = bytesToRead(files);
    Instant start = Instant.now(Clock.systemUTC());
    try (var running = backtest.of(catalogue);
        var bar =
            ProgressBar.start(
                err,
                terminal,
                () -> total == 0 ? 1 : (double) running.bytesRead() / total,
                () -> progress(running.eventsRead(), start))) {
      BacktestSummary summary = running.finish();
      bar.close();
      summary.print(spec.commandLine().getOut(), elapsed(start));
      return ExitCode.OK;
    } catch (IOException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    } catch (CancellationException | InterruptedException stopped) {
      return ExitCode.INTERRUPTED;
    }
  }

  private Backtest backtest(List<EventFile> files) {
    if (parallelism < 1) {
      throw new ParameterException(spec.commandLine(), "--parallelism has to be at least 1");
    }
    return new Backtest(
        files,
        out,
        Durations.parse(spec.commandLine(), "--out-of-orderness", outOfOrderness),
        untilMillis(),
        sort,
        parallelism,
        WaymarkFormat.DEFAULT_MAX_BYTES,
        contacts.load(),
        learning.load());
  }

  private void makeOutputDirectory() {
    try {
      Files.createDirectories(out);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailed("cannot write to " + out + ": it is not a directory");
    } catch (NoSuchFileException e) {
      throw new CommandFailed(
          "cannot make the directory " + out + ": its file system takes no new directories there");
    } catch (IOException e) {
      throw new CommandFailed("cannot make the directory " + out + ": " + FileFailures.reason(e));
    }
    if (!Files.isWritable(out)) {
      throw new CommandFailed("cannot write to the directory " + out);
    }
  }

  private long bytesToRead(List<EventFile> files) {
    long total = 0;
    for (EventFile file : files) {
      try {
        total += Files.size(file.path());
      } catch (IOException e) {
        throw new CommandFailed("cannot read " + file.name() + ": " + e.getMessage());
      }
    }
    // Lines in Base64 with their places.
    return sort ? total + total * 3 / 2 : total;
  }

  private long untilMillis() {
    if (until == null) {
      return Long.MAX_VALUE;
    }
    try {
      return OffsetDateTime.parse(until).toInstant().toEpochMilli();
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          spec.commandLine(), "--until " + until + " is not a time like 2026-01-31T12:00:00Z");
    }
  }

  private static Duration elapsed(Instant start) {
    return Duration.between(start, Instant.now(Clock.systemUTC()));
  }

  private static String progress(long events, Instant start) {
    double seconds = Math.max(0.001, elapsed(start).toMillis() / 1000.0);
    return String.format(Locale.ROOT, "%,d events, %,.0f/s", events, events / seconds);
  }
}

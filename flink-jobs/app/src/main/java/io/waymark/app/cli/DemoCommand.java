package io.waymark.app.cli;

import io.waymark.app.backtest.EventFile;
import io.waymark.app.demo.Demo;
import io.waymark.app.demo.DemoFailed;
import io.waymark.app.demo.DemoSettings;
import io.waymark.app.format.Format;
import io.waymark.app.format.FormatNames;
import io.waymark.app.format.NamedFormat;
import io.waymark.catalogue.Catalogue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Everything on this machine: a Kafka broker, Flink, and a simulated shop with its contact centre.",
      "Alerts and triggers appear while they happen, each with why. Three minutes in, the payment"
          + " gateway degrades; after five the chat queue overflows. Ctrl-C ends and removes it all."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:ended after --minutes",
      "1:a rule was refused",
      "2:wrong usage",
      "3:something could not start, or a file cannot be read",
      "130:interrupted"
    })
final class DemoCommand implements Callable<Integer> {
  private static final double MILLIS_PER_MINUTE = 60_000;

  private final boolean terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Replays this log instead, moved to now: JSON Lines, plain or .gz.")
  private @Nullable Path events;

  @Option(
      names = "--format",
      paramLabel = "F",
      completionCandidates = FormatNames.class,
      description = "Format of that log: ${COMPLETION-CANDIDATES} (default: waymark).")
  private String format = NamedFormat.WAYMARK.title();

  @Mixin private ChosenRules rules = new ChosenRules();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "Ends after N minutes (default: when it is interrupted).")
  private @Nullable Double minutes;

  @Option(
      names = "--speed",
      paramLabel = "X",
      description =
          "So many times as fast as real, 1 or more (default: 1; a log is replayed in three minutes).")
  private @Nullable Double speed;

  DemoCommand(boolean terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    check("--minutes", minutes, minutes == null || minutes > 0, "has to be more than 0");
    check("--speed", speed, speed == null || speed >= 1, "has to be at least 1");
    Format readAs = RecordedEvents.format(spec, format);
    PrintWriter err = spec.commandLine().getErr();
    Catalogue catalogue = rules.load();
    if (catalogue.hasErrors()) {
      return ExitCode.FINDINGS;
    }
    if (events != null) {
      RecordedEvents.ensureFile(events);
    }
    boolean colour = Ansi.AUTO.enabled();
    Demo demo =
        new Demo(
            new DemoSettings(catalogue, log(readAs), speed, length()),
            spec.commandLine().getOut(),
            err,
            terminal && System.console() != null,
            colour);
    Thread interrupted = new Thread(demo::stop, "demo-end");
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      demo.run();
      return ExitCode.OK;
    } catch (DemoFailed e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    } finally {
      unhook(interrupted);
    }
  }

  private @Nullable EventFile log(Format readAs) {
    return events == null ? null : EventFile.of(events, readAs);
  }

  private void check(String option, @Nullable Double value, boolean good, String rule) {
    if (!good) {
      throw new ParameterException(spec.commandLine(), option + " " + value + " " + rule);
    }
  }

  private @Nullable Duration length() {
    return minutes == null ? null : Duration.ofMillis((long) (minutes * MILLIS_PER_MINUTE));
  }

  private static void unhook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is what runs: the demo was interrupted.
    }
  }
}

package io.waymark.app.cli;

import io.waymark.app.format.EventLines;
import io.waymark.app.simulate.GeneratedLog;
import io.waymark.app.simulate.Label;
import io.waymark.app.simulate.LabelLines;
import io.waymark.domain.event.Event;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark generate}. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes simulated customer journeys of a shop and its contact centre.",
      "Some of them are made to go wrong; --labels says which and when. The same arguments give the"
          + " same bytes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:written", "2:wrong usage", "3:a file could not be written"})
final class GenerateCommand implements Callable<Integer> {
  private static final long PROGRESS_STEP = 20_000;

  private static final Path STANDARD_OUTPUT = Path.of("-");

  private final boolean terminal;
  private final OutputStream standardOutput;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--customers",
      paramLabel = "N",
      required = true,
      description = "How many customers there are; a few are far more active than the others.")
  private int customers;

  @Option(
      names = "--events",
      paramLabel = "N",
      required = true,
      description = "How many events to write, exactly. Each customer causes about 20 a day.")
  private long events;

  @Option(
      names = "--seed",
      paramLabel = "S",
      required = true,
      description = "Any whole number; another seed is another shop.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description =
          "Where the events go, one JSON object a line, in order of time; - is standard output.")
  private Path out = Path.of("");

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "Where to list the friction in the events, one JSON object a line.")
  private @Nullable Path labels;

  @Option(
      names = "--friction",
      paramLabel = "SHARE",
      defaultValue = "0.1",
      description =
          "Share of visits and contacts that go wrong, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double friction;

  /**
   * @param terminal whether somebody watches: shows how far it has come
   */
  GenerateCommand(boolean terminal, OutputStream standardOutput) {
    this.terminal = terminal;
    this.standardOutput = standardOutput;
  }

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    PrintWriter err = line.getErr();
    GeneratedLog log = log(line);
    try {
      err.println(write(log, err));
      return 0;
    } catch (OutputFile.Unwritable e) {
      err.println("waymark generate: " + e.getMessage());
      return ExitCode.COULD_NOT_RUN;
    } finally {
      err.flush();
    }
  }

  /** Returns what has been written, in words. */
  private String write(GeneratedLog log, PrintWriter err) {
    OutputFile<Event> eventFile = OutputFile.open(out, this::eventLines, EventLines::write);
    try (eventFile) {
      OutputFile<Label> labelFile = labelFile();
      try (labelFile) {
        log.write(
            event -> {
              eventFile.accept(event);
              progress(err, eventFile.count());
            },
            labelFile);
      }
      return String.format(
          Locale.ROOT,
          "%,d events to %s, %,d labels%s",
          eventFile.count(),
          out.equals(STANDARD_OUTPUT) ? "standard output" : out,
          labelFile.count(),
          labels == null ? "" : " to " + labels);
    } finally {
      if (terminal && eventFile.count() >= PROGRESS_STEP) {
        err.println();
      }
    }
  }

  private EventLines eventLines() throws IOException {
    return out.equals(STANDARD_OUTPUT) ? EventLines.to(standardOutput) : EventLines.create(out);
  }

  private OutputFile<Label> labelFile() {
    Path file = labels;
    return file == null
        ? OutputFile.nowhere()
        : OutputFile.open(
            file, () -> new LabelLines(Files.newBufferedWriter(file)), LabelLines::write);
  }

  private void progress(PrintWriter err, long written) {
    if (terminal && written % PROGRESS_STEP == 0) {
      err.printf(Locale.ROOT, "\r%,d of %,d events", written, events);
      err.flush();
    }
  }

  private GeneratedLog log(CommandLine line) {
    if (customers < 1) {
      throw new ParameterException(line, "--customers must be at least 1, not " + customers);
    }
    if (events < 0) {
      throw new ParameterException(line, "--events must be at least 0, not " + events);
    }
    if (!(friction >= 0 && friction <= 1)) {
      throw new ParameterException(line, "--friction must be 0 to 1, not " + friction);
    }
    if (STANDARD_OUTPUT.equals(labels)) {
      throw new ParameterException(line, "--labels takes a file: standard output is for events");
    }
    if (labels != null && labels.toAbsolutePath().equals(out.toAbsolutePath())) {
      throw new ParameterException(line, "--out and --labels must be two files");
    }
    return new GeneratedLog(customers, events, seed, friction);
  }
}

package io.waymark.app.cli;

import io.waymark.app.format.JsonRecordWriter;
import io.waymark.app.letters.FiledLetter;
import io.waymark.app.letters.LetterChoice;
import io.waymark.app.letters.LetterLog;
import io.waymark.app.letters.RecentLetters;
import io.waymark.pipeline.wire.DeadLetter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code waymark dead-letters list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists records that could not be taken in: when that was, where each record is, and why; the newest last.",
      "How many there are of each topic and reason follows on stderr."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:listed",
      "2:wrong usage, or a configuration that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses, or there is no such topic"
    })
final class DeadLettersListCommand implements Callable<Integer> {
  private final boolean terminal;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ChosenLetters letters = new ChosenLetters();

  @Option(names = "--limit", paramLabel = "N", description = "The last so many (default: 100).")
  private int limit = 100;

  @Option(
      names = "--json",
      description = "One JSON object a line, with key, value and headers in Base64.")
  private boolean json;

  @Mixin private TopicsPlace place = new TopicsPlace();

  DeadLettersListCommand(boolean terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(spec.commandLine(), "--limit has to be at least 1");
    }
    LetterChoice choice = letters.choice();
    Optional<Long> since = letters.since();
    return LetterAccess.with(
        place.settings(),
        log -> list(log, choice, since.map(log::since).orElseGet(log::beginnings)));
  }

  private int list(LetterLog log, LetterChoice choice, Map<Integer, Long> from) {
    RecentLetters recent;
    try (var bar =
        ProgressBar.start(spec.commandLine().getErr(), terminal, log::share, () -> "read")) {
      recent = RecentLetters.find(log, choice, from, limit);
    }
    PrintWriter out = spec.commandLine().getOut();
    JsonRecordWriter writer = new JsonRecordWriter();
    if (!json && recent.shown() > 0) {
      LetterTable.heading(out);
    }
    log.read(
        recent.from(),
        filed -> {
          DeadLetter letter = filed.letter();
          if (letter != null && choice.takes(filed)) {
            print(out, writer, filed, letter);
          }
          return true;
        });
    out.flush();
    summary(recent);
    return ExitCode.OK;
  }

  private void print(
      PrintWriter out, JsonRecordWriter writer, FiledLetter filed, DeadLetter letter) {
    if (json) {
      out.println(new String(writer.deadLetter(letter), StandardCharsets.UTF_8));
    } else {
      LetterTable.row(out, filed, letter);
    }
  }

  private void summary(RecentLetters recent) {
    PrintWriter err = spec.commandLine().getErr();
    LetterTable.counts(err, recent.counts());
    long total = recent.counts().total();
    err.printf(Locale.ROOT, "%,d dead letters", total);
    if (total > recent.shown()) {
      err.printf(
          Locale.ROOT,
          ", %,d more than listed; --limit %d lists all",
          total - recent.shown(),
          total);
    }
    err.println();
    if (recent.unreadable() > 0) {
      err.printf(
          Locale.ROOT,
          "%,d records of the topic can't be read by this release%n",
          recent.unreadable());
    }
    err.flush();
  }
}

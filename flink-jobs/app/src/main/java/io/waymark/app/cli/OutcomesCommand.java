package io.waymark.app.cli;

import io.waymark.app.format.ExperimentJsonReader;
import io.waymark.app.format.ExperimentTable;
import io.waymark.app.job.JobSettings;
import io.waymark.app.kafka.ExperimentsTopic;
import io.waymark.domain.experiment.ExperimentResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code waymark outcomes}. */
@Command(
    name = "outcomes",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Whether interventions help: customers with (treatment) against customers kept without (holdout).",
      "P may be looked at as often as one likes; of several experiments it is adjusted for their number."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:listed",
      "2:wrong usage, or a configuration that won't do",
      "3:a file cannot be read, or no broker answers, or it refuses, or there is no such topic"
    })
final class OutcomesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--experiment",
      paramLabel = "X",
      description = "Only this one: the id of a rule, or global.")
  private @Nullable String experiment;

  @Option(
      names = "--from",
      paramLabel = "FILE",
      description = "The experiments.jsonl of a backtest, instead of a topic.")
  private @Nullable Path file;

  @Mixin private TopicsPlace place = new TopicsPlace();

  @Override
  public Integer call() {
    List<ExperimentResult> all = file == null ? ofTopic() : ofFile(file);
    List<ExperimentResult> asked =
        all.stream()
            .filter(result -> experiment == null || result.experiment().equals(experiment))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (!asked.isEmpty()) {
      ExperimentTable.print(out, asked);
      out.flush();
    }
    tell(all, asked);
    return ExitCode.OK;
  }

  private void tell(List<ExperimentResult> all, List<ExperimentResult> asked) {
    PrintWriter err = spec.commandLine().getErr();
    if (all.isEmpty()) {
      err.println(
          "No experiments yet: no rule with `holdout` has had a decision, or none has been counted.");
    } else if (asked.isEmpty()) {
      err.printf(
          "There is no experiment %s; there are %s%n",
          experiment,
          String.join(", ", all.stream().map(ExperimentResult::experiment).distinct().toList()));
    }
    long open =
        asked.stream()
            .mapToLong(
                result ->
                    result.treatment().assigned()
                        - result.treatment().measured()
                        + result.holdout().assigned()
                        - result.holdout().measured())
            .sum();
    if (open > 0) {
      err.printf(
          Locale.ROOT,
          "Windows that are still open: %,d. They count when `outcome_within` is over.%n",
          open);
    }
    long contaminated = asked.stream().mapToLong(ExperimentResult::contaminated).sum();
    if (contaminated > 0) {
      err.printf(
          Locale.ROOT,
          "%,d left out: they turned out to be customers of the other arm.%n",
          contaminated);
    }
    err.flush();
  }

  private List<ExperimentResult> ofTopic() {
    JobSettings settings = place.settings();
    return new ExperimentsTopic(settings.client(), settings.topics().experiments()).read();
  }

  private static List<ExperimentResult> ofFile(Path file) {
    try {
      return ExperimentJsonReader.readAll(file);
    } catch (NoSuchFileException e) {
      throw new CommandFailed("there is no file " + file);
    } catch (IOException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }
}

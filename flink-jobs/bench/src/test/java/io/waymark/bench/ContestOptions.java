package io.waymark.bench;

import io.waymark.bench.contender.ContenderName;
import io.waymark.bench.log.BenchLog;
import io.waymark.bench.process.ShippedJava;
import io.waymark.bench.report.Machine;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every comparison of contenders can be told. */
final class ContestOptions {
  private static final long LEAST_EVENTS = 1_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--contenders",
      split = ",",
      defaultValue = "floor,waymark-1,waymark-16,rules-16,waymark-100,waymark-1000",
      description = {
        "Who runs, in this order: floor, waymark-N with N rules on top of journeys, rules-N without"
            + " journeys, cep-N, cep-heap-N, esper-N with N"
            + " patterns, match-recognize, match-recognize-heap.",
        "Default: ${DEFAULT-VALUE}"
      })
  private List<String> contenders = List.of();

  @Option(names = "--customers", defaultValue = "200000", description = "Default: ${DEFAULT-VALUE}")
  int customers;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often each runs, by turns. Default: ${DEFAULT-VALUE}")
  int rounds;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Of those that are jobs on Flink. Default: ${DEFAULT-VALUE}")
  int parallelism;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Another one makes another log of the same kind. Default: ${DEFAULT-VALUE}")
  long seed;

  @Option(
      names = "--java",
      split = " ",
      defaultValue = ShippedJava.OPTIONS,
      description = "JVM options of a contender. Default: ${DEFAULT-VALUE}")
  List<String> java = List.of();

  @Option(
      names = "--out",
      defaultValue = "target/bench",
      description = "Where results and logs go. Default: ${DEFAULT-VALUE}")
  Path out = Path.of("");

  /** Who runs. */
  List<ContenderName> contenders() {
    requireOne("--rounds", rounds);
    requireOne("--parallelism", parallelism);
    try {
      return contenders.stream().map(ContenderName::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--contenders: " + e.getMessage(), e);
    }
  }

  private void requireOne(String option, int value) {
    if (value < 1) {
      throw new ParameterException(command.commandLine(), option + ": at least 1");
    }
  }

  /** Refuses a log that is too short for anything to be seen in it. */
  void requireLength(String option, long events) {
    if (events < LEAST_EVENTS) {
      throw new ParameterException(
          command.commandLine(), "%s: at least %d".formatted(option, LEAST_EVENTS));
    }
  }

  /** Refuses fewer customers than the log needs. */
  void requireCustomersFor(int perSecond) {
    if (customers < BenchLog.leastCustomers(perSecond)) {
      throw new ParameterException(
          command.commandLine(),
          "--customers: at least %d for %d events a second"
              .formatted(BenchLog.leastCustomers(perSecond), perSecond));
    }
  }

  Machine machine() {
    return Machine.here(command.commandLine().getParseResult().originalArgs(), seed);
  }
}

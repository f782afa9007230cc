package io.waymark.bench;

import io.waymark.app.broker.BrokerFailed;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of all benchmarks. */
@Command(
    name = "bench",
    description = "Measures Waymark against a floor and against its peers.",
    mixinStandardHelpOptions = true,
    subcommands = {
      Throughput.class,
      Live.class,
      Latency.class,
      StateSize.class,
      ConsolePages.class,
      Deliveries.class,
      OutboxPace.class,
      HangingDestination.class,
      Jmh.class
    })
public final class Bench {
  private Bench() {}

  public static void main(String[] args) {
    // Results are compared between machines.
    Locale.setDefault(Locale.ROOT);
    System.exit(
        new CommandLine(new Bench()).setExecutionExceptionHandler(Bench::fail).execute(args));
  }

  /** Says what went wrong outside of this program; what went wrong in it needs its stack. */
  private static int fail(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof IOException || failure instanceof BrokerFailed) {
      System.err.println("ERROR: " + failure.getMessage());
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw failure;
  }
}

package io.waymark.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of all benchmarks. */
@Command(
    name = "bench",
    description = "Measures Waymark against a floor and against its peers.",
    mixinStandardHelpOptions = true,
    subcommands = {Throughput.class, Live.class, Latency.class, StateSize.class, Jmh.class})
public final class Bench {
  private Bench() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }
}

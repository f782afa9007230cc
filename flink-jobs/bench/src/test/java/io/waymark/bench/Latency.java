package io.waymark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.broker.LocalBroker;
import io.waymark.bench.latency.LatencyResult;
import io.waymark.bench.latency.LatencyResult.Percentiles;
import io.waymark.bench.latency.LatencyRun;
import io.waymark.bench.process.ShippedJava;
import io.waymark.bench.process.WorkFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From an event's append to its signal, at a steady pace. */
@Command(
    name = "latency",
    description = "JourneyJob as shipped: append of an event until its signal can be read.",
    mixinStandardHelpOptions = true)
final class Latency implements Callable<Integer> {
  @Option(
      names = "--rate",
      split = ",",
      defaultValue = "5000,20000",
      description = "Events a second. Default: ${DEFAULT-VALUE}")
  private List<Integer> rates = List.of();

  @Option(
      names = "--delivery",
      split = ",",
      defaultValue = "at-least-once,exactly-once",
      description = "Of signals. Default: ${DEFAULT-VALUE}")
  private List<String> deliveries = List.of();

  @Option(
      names = "--checkpoints",
      split = ",",
      defaultValue = "10,1",
      description = "Seconds from one to the next; 10 is shipped. Default: ${DEFAULT-VALUE}")
  private List<Integer> checkpoints = List.of();

  @Option(
      names = "--set",
      description = "KEY=VALUE of the job's configuration, against what is shipped.")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--warm-up",
      defaultValue = "30",
      description = "Seconds that do not count. Default: ${DEFAULT-VALUE}")
  private int warmUp;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "Seconds that count. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--java",
      split = " ",
      defaultValue = ShippedJava.OPTIONS,
      description = "JVM options of the job. Default: ${DEFAULT-VALUE}")
  private List<String> java = List.of();

  @Option(names = "--out", defaultValue = "target/bench", description = "Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("");

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(out);
    List<LatencyResult> results = new ArrayList<>();
    System.out.printf(
        "%8s %-14s %11s %9s %8s %22s %22s %22s%n",
        "ev/s",
        "delivery",
        "checkpoints",
        "signals",
        "bound",
        "visible p50/p99",
        "p99.9/max",
        "p50/p99 beyond bound");
    try (WorkFolder work = WorkFolder.create();
        LocalBroker broker =
            LocalBroker.start(
                System.getProperty("java.class.path"), work.path().resolve("broker"), "1g")) {
      for (int rate : rates) {
        for (String delivery : deliveries) {
          for (int interval : checkpoints) {
            LatencyRun run =
                new LatencyRun(
                    rate, delivery, Duration.ofSeconds(interval), settings, warmUp, seconds, seed);
            System.err.printf(
                "%,d events a second, %s, checkpoints each %d s: %d s%n",
                rate, delivery, interval, run.length().toSeconds());
            LatencyResult result =
                run.run(
                    broker.bootstrapServers(),
                    Files.createTempDirectory(work.path(), "run"),
                    java,
                    out.resolve("latency-job.log"));
            results.add(result);
            print(result);
          }
        }
      }
    }
    new ObjectMapper().writeValue(out.resolve("latency.json").toFile(), results);
    return results.stream().allMatch(LatencyResult::keptUp) ? 0 : 1;
  }

  private static void print(LatencyResult result) {
    Percentiles visible = result.appendToVisible();
    Percentiles beyond = result.beyondBound();
    System.out.printf(
        "%,8.0f %-14s %,8d ms %,9d %,5d ms %,13d/%,5d ms %,13d/%,5d ms %,13d/%,5d ms%n",
        result.perSecond(),
        result.delivery(),
        result.checkpointMillis(),
        visible.n(),
        result.outOfOrderness(),
        visible.p50(),
        visible.p99(),
        visible.p999(),
        visible.max(),
        beyond.p50(),
        beyond.p99());
    if (!result.keptUp()) {
      System.out.println("         the job did not keep up: the figures above are worth nothing");
    }
    System.err.printf(
        "  the job took %.2f CPU; the producer appended %d/%d ms (p50/p99) after the events' times%n",
        result.cpuPerSecond(), result.appendDelay().p50(), result.appendDelay().p99());
  }
}

package io.waymark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.broker.LocalBroker;
import io.waymark.bench.contender.ContenderMain;
import io.waymark.bench.contender.Measurement;
import io.waymark.bench.log.BenchLog;
import io.waymark.bench.log.LogTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Catch-up: how fast each contender goes through a log that is already there. */
@Command(
    name = "throughput",
    description = "Catch-up: events per second and per CPU second over a log that is there.",
    mixinStandardHelpOptions = true)
final class Throughput implements Callable<Integer> {
  @Option(
      names = "--contenders",
      split = ",",
      defaultValue = "floor,waymark-1,waymark-16,waymark-100,waymark-1000",
      description = "Who runs, in this order. Default: ${DEFAULT-VALUE}")
  private List<String> contenders = List.of();

  @Option(names = "--events", defaultValue = "4000000", description = "Default: ${DEFAULT-VALUE}")
  private long events;

  @Option(names = "--customers", defaultValue = "200000", description = "Default: ${DEFAULT-VALUE}")
  private int customers;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How often each runs, by turns. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--java",
      split = " ",
      defaultValue = "-Xmx3g",
      description = "JVM options of a contender.")
  private List<String> java = List.of();

  @Option(names = "--out", defaultValue = "target/bench", description = "Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("");

  @Override
  public Integer call() throws Exception {
    Path work = Files.createTempDirectory("waymark-bench");
    Files.createDirectories(out);
    Map<String, List<Measurement>> results = new LinkedHashMap<>();
    try (LocalBroker broker =
        LocalBroker.start(System.getProperty("java.class.path"), work.resolve("broker"), "1g")) {
      long start = System.nanoTime();
      LogTopic.create(broker.bootstrapServers(), "log");
      BenchLog log = new BenchLog(seed, customers, events, 1_767_225_600_000L, LogTopic.PARTITIONS);
      long bytes = LogTopic.write(broker.bootstrapServers(), "log", log);
      System.err.printf(
          "%,d events of %,d customers, %d bytes each, written in %d s%n",
          events, customers, bytes / events, (System.nanoTime() - start) / 1_000_000_000);
      for (int round = 1; round <= rounds; round++) {
        for (String contender : contenders) {
          Measurement measured = measure(contender, broker.bootstrapServers(), work);
          results.computeIfAbsent(contender, name -> new ArrayList<>()).add(measured);
          System.err.printf(
              "%d/%d %-22s %,10.0f ev/s %,10.0f ev/CPU-s  %,d found %x  %,d accesses, %d MB%n",
              round,
              rounds,
              contender,
              measured.perSecond(),
              measured.perCpuSecond(),
              measured.findings(),
              measured.digest(),
              measured.accesses(),
              measured.peakMemory() >> 20);
        }
      }
    }
    new ObjectMapper().writeValue(out.resolve("throughput.json").toFile(), results);
    return 0;
  }

  private Measurement measure(String contender, String servers, Path work)
      throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(work, contender);
    Path result = own.resolve("result.json");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java);
    command.addAll(
        List.of(
            "-Dlog4j2.configurationFile=classpath:bench-log.xml",
            "-cp",
            System.getProperty("java.class.path"),
            ContenderMain.class.getName(),
            contender,
            servers,
            "log",
            Long.toString(events),
            own.toString(),
            result.toString()));
    Path output = out.resolve(contender + ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(contender + " failed, see " + output.toAbsolutePath());
    }
    return new ObjectMapper().readValue(result.toFile(), Measurement.class);
  }
}

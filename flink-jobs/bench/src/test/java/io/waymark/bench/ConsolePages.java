package io.waymark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.bench.console.ConsoleMain;
import io.waymark.bench.console.PageTimes;
import io.waymark.bench.process.ChildJvm;
import io.waymark.bench.process.WorkFolder;
import io.waymark.console.population.Requests;
import io.waymark.console.population.StoreSize;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the console's pages take with a full store. */
@Command(
    name = "console",
    description =
        "Each of the console's addresses with a full store: time until the answer is here.",
    mixinStandardHelpOptions = true)
final class ConsolePages implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(60);

  @Option(
      names = "--customers",
      defaultValue = "1000000",
      description = "Default: ${DEFAULT-VALUE}")
  private int customers;

  @Option(names = "--alerts", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}")
  private int alerts;

  @Option(
      names = "--times",
      defaultValue = "20",
      description = "How often each is asked for, once warm. Default: ${DEFAULT-VALUE}")
  private int times;

  @Option(
      names = "--most",
      defaultValue = "300",
      description =
          "Milliseconds; exit code 1 if the 95th percentile is above. Default: ${DEFAULT-VALUE}")
  private int most;

  @Option(
      names = "--database",
      description =
          "JDBC URL of a store, which is filled if it is not and stays. Default: an embedded one, gone afterwards")
  private @Nullable String database;

  @Option(
      names = "--java",
      split = " ",
      defaultValue = "-Xmx1g -XX:+UseParallelGC",
      description = "JVM options of the console; the launcher's by default: ${DEFAULT-VALUE}")
  private List<String> java = List.of();

  @Option(names = "--out", defaultValue = "target/bench", description = "Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("");

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(out);
    StoreSize size = ConsoleMain.size(customers, alerts);
    List<PageTimes.Time> slow = new ArrayList<>();
    try (WorkFolder work = WorkFolder.create()) {
      Path ready = work.path().resolve("ready.json");
      String url =
          database != null
              ? database
              : "jdbc:h2:file:" + work.path().resolve("console") + ";WRITE_DELAY=0";
      try (ChildJvm console =
          ChildJvm.start(
              ConsoleMain.class,
              java,
              out.resolve("console.log"),
              url,
              Integer.toString(customers),
              Integer.toString(alerts),
              Long.toString(System.currentTimeMillis()),
              ready.toString())) {
        console.await(ready, PATIENCE);
        ConsoleMain.Ready where =
            new ObjectMapper().readValue(ready.toFile(), ConsoleMain.Ready.class);
        PageTimes pages = new PageTimes(URI.create(where.page()));
        Requests requests =
            new Requests(size, ref(pages, Requests.BUSY), ref(pages, Requests.usual(size)));
        System.out.println(
            "| address | asked for | bytes | first | p50 | p95 | most |\n|---|---|---|---|---|---|---|");
        for (Map.Entry<String, List<String>> address : requests.of(where.reads()).entrySet()) {
          slow.addAll(measure(pages, address.getKey(), address.getValue()));
        }
      }
    }
    slow.forEach(
        time ->
            System.out.printf(
                "%s takes %,d ms%n", time.path(), time.micros().getValueAtPercentile(95) / 1000));
    return slow.isEmpty() ? 0 : 1;
  }

  /** Prints the slowest of an address, and answers those that are too slow. */
  private List<PageTimes.Time> measure(PageTimes pages, String address, List<String> paths)
      throws IOException, InterruptedException {
    List<PageTimes.Time> all = new ArrayList<>();
    for (String path : paths) {
      all.add(pages.of(path, times));
    }
    PageTimes.Time slowest =
        all.stream()
            .max(Comparator.comparingLong(time -> time.micros().getValueAtPercentile(95)))
            .orElseThrow();
    System.out.printf(
        "| %s | %d ways, slowest %s | %,d | %.1f | %.1f | %.1f | %.1f |%n",
        address,
        all.size(),
        slowest.path().substring(address.indexOf('{') < 0 ? address.length() : 0),
        slowest.bytes(),
        slowest.first() / 1e3,
        slowest.micros().getValueAtPercentile(50) / 1e3,
        slowest.micros().getValueAtPercentile(95) / 1e3,
        slowest.micros().getMaxValue() / 1e3);
    return all.stream()
        .filter(time -> time.micros().getValueAtPercentile(95) > most * 1000L)
        .toList();
  }

  private static String ref(PageTimes pages, String customer) throws Exception {
    String found = pages.text("api/customers?q=" + customer);
    return new ObjectMapper().readTree(found).at("/items/0/customer/ref").asText();
  }
}

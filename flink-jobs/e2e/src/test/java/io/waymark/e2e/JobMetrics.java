package io.waymark.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ledger and other figures of the only job that runs behind a REST interface. */
final class JobMetrics {
  private static final Pattern WEB = Pattern.compile("web page: (http://[^;\\s]+)");
  private static final Pattern LEDGER =
      Pattern.compile(".*\\.waymark\\.topic\\..+\\.partition\\.(\\d+)\\.(\\w+)");
  private static final List<String> CLASSES =
      List.of("processed", "duplicate", "late", "filtered", "limited", "dead");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI web;

  /** Of a cluster's job. */
  JobMetrics(URI web) {
    this.web = web;
  }

  /** Of a job that {@code waymark run} runs. */
  static JobMetrics of(Child job) {
    job.says("web page: ");
    Matcher address = WEB.matcher(job.output());
    if (!address.find()) {
      throw new IllegalStateException(job.output());
    }
    return new JobMetrics(URI.create(address.group(1)));
  }

  /** What became of the records of each partition: partition, kind, count. */
  SortedMap<Integer, SortedMap<String, Long>> ledger() {
    SortedMap<Integer, SortedMap<String, Long>> ledger = new TreeMap<>();
    each(
        LEDGER,
        (entry, sum) ->
            ledger
                .computeIfAbsent(Integer.valueOf(entry.group(1)), p -> new TreeMap<>())
                .merge(entry.group(2), sum, Long::sum));
    return ledger;
  }

  /** The sum of all figures with such a name, over all operators and their subtasks. */
  long sum(Pattern names) {
    AtomicLong total = new AtomicLong();
    each(names, (name, sum) -> total.addAndGet(sum));
    return total.get();
  }

  /** Hands over each figure with such a name: its name, and the sum over the subtasks. */
  private void each(Pattern names, BiConsumer<Matcher, Long> figures) {
    String job = job();
    for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
      String metrics =
          "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
      for (JsonNode metric : get(metrics)) {
        String name = metric.path("id").asText();
        Matcher matcher = names.matcher(name);
        if (matcher.matches()) {
          String query = URLEncoder.encode(name, StandardCharsets.UTF_8);
          figures.accept(matcher, get(metrics + "?get=" + query).path(0).path("sum").asLong());
        }
      }
    }
  }

  /** How often it has failed, up to as many times as the JobManager remembers (16). */
  int failures() {
    int failures = 0;
    for (JsonNode job : get("/jobs").path("jobs")) {
      JsonNode history = get("/jobs/" + job.path("id").asText() + "/exceptions");
      failures += history.at("/exceptionHistory/entries").size();
    }
    return failures;
  }

  private String job() {
    for (JsonNode job : get("/jobs").path("jobs")) {
      if (job.path("status").asText().equals("RUNNING")) {
        return job.path("id").asText();
      }
    }
    return "none";
  }

  /** The same over all partitions. */
  SortedMap<String, Long> totals() {
    SortedMap<String, Long> totals = new TreeMap<>();
    ledger().values().forEach(p -> p.forEach((kind, n) -> totals.merge(kind, n, Long::sum)));
    return totals;
  }

  /** Whether each record that was read is in one of the classes. */
  static boolean balance(SortedMap<String, Long> counts) {
    return open(counts) == 0;
  }

  /** Waits until so many have been read, and each is in one of the classes. */
  void awaitBalance(long read, Duration longest, Supplier<String> detail) {
    awaitRead(read, longest, JobMetrics::balance, detail);
  }

  /**
   * The same of a load: the last event of each partition waits for a time after its own, which is
   * only half a minute later.
   */
  void awaitBalanceOfLoad(long read, Duration longest, Supplier<String> detail) {
    awaitRead(read, longest, counts -> balance(counts) || open(counts) == Load.PARTITIONS, detail);
  }

  private void awaitRead(
      long read,
      Duration longest,
      Predicate<SortedMap<String, Long>> balance,
      Supplier<String> detail) {
    Await.until(
        "counts that balance over " + read,
        longest,
        () -> {
          SortedMap<String, Long> counts = totals();
          return counts.getOrDefault("read", 0L) == read && balance.test(counts);
        },
        () -> ledger() + detail.get());
  }

  /** How many records were read that are in no class. */
  static long open(SortedMap<String, Long> counts) {
    long classed = CLASSES.stream().mapToLong(kind -> counts.getOrDefault(kind, 0L)).sum();
    return counts.getOrDefault("read", 0L) - classed;
  }

  private JsonNode get(String path) {
    try {
      return JSON.readTree(
          http.send(
                  HttpRequest.newBuilder(web.resolve(path)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      return JSON.missingNode();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

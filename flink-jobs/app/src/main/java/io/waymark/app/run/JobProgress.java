package io.waymark.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.pipeline.journey.OperatorIds;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;

/** How far a job has come, from Flink's REST interface. Figures are a second or two old. */
public final class JobProgress {
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FIGURE =
      Pattern.compile(
          ".*\\.waymark\\.(?:(customers|open_instances)|topic\\..+\\.partition\\.\\d+\\.(processed|duplicate|limited))");

  /** The operators that what comes out depends on; the rules beside their events have no time. */
  private static final Set<String> WATERMARKS =
      Set.of(
              OperatorIds.JOURNEYS,
              OperatorIds.ANONYMOUS_JOURNEYS,
              io.waymark.pipeline.intervention.OperatorIds.DECIDE,
              io.waymark.pipeline.alert.OperatorIds.ALERTS)
          .stream()
          .map(operator -> operator + ".currentOutputWatermark")
          .collect(Collectors.toUnmodifiableSet());

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final URI web;
  private final JobID job;

  public JobProgress(URI web, JobID job) {
    this.web = web;
    this.job = job;
  }

  /**
   * Where it is.
   *
   * @param state Flink's word for it: RUNNING, RESTARTING
   * @param events that it has evaluated, those before the checkpoint it started from too; of a job
   *     without journeys, those that its sources, rules aside, have handed on since it started
   * @param limited events left out, since a customer has only so many a minute
   * @param journeys null of a job that keeps none
   * @param watermark up to where all is evaluated, in epoch milliseconds; {@code Long.MIN_VALUE}
   *     while not known
   */
  public record Now(
      String state, long events, long limited, @Nullable Journeys journeys, long watermark) {}

  /**
   * The journeys that are kept, as far as they have been counted.
   *
   * @param restored whether this is only how many more or less than in the checkpoint that the job
   *     last started from: what that holds is not counted
   */
  public record Journeys(long customers, long openInstances, boolean restored) {}

  /** Asks; empty if there is no answer. */
  public Optional<Now> now() {
    try {
      JsonNode details = get("/jobs/" + job);
      long handedOn = 0;
      Figures figures = new Figures();
      for (JsonNode vertex : details.path("vertices")) {
        String name = vertex.path("name").asText();
        if (!name.startsWith("Source: ")) {
          add(vertex.path("id").asText(), figures);
        } else if (!name.startsWith("Source: rules")) {
          handedOn += vertex.path("metrics").path("write-records").asLong();
        }
      }
      Journeys journeys = journeys(figures);
      return Optional.of(
          new Now(
              details.path("state").asText(),
              journeys == null ? handedOn : figures.sum("processed") + figures.sum("duplicate"),
              figures.sum("limited"),
              journeys,
              figures.watermark == Long.MAX_VALUE ? Long.MIN_VALUE : figures.watermark));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private @Nullable Journeys journeys(Figures figures) throws IOException, InterruptedException {
    if (!figures.sums.containsKey("customers")) {
      return null;
    }
    JsonNode restored = get("/jobs/" + job + "/checkpoints").path("latest").path("restored");
    return new Journeys(
        figures.sum("customers"), figures.sum("open_instances"), restored.isObject());
  }

  private void add(String vertex, Figures figures) throws IOException, InterruptedException {
    String metrics = "/jobs/" + job + "/vertices/" + vertex + "/subtasks/metrics";
    List<String> wanted = new ArrayList<>();
    for (JsonNode metric : get(metrics)) {
      String name = metric.path("id").asText();
      if (WATERMARKS.contains(name) || FIGURE.matcher(name).matches()) {
        wanted.add(name);
      }
    }
    if (!wanted.isEmpty()) {
      String query = URLEncoder.encode(String.join(",", wanted), StandardCharsets.UTF_8);
      get(metrics + "?get=" + query).forEach(figures::add);
    }
  }

  /** What is asked for, over all subtasks. */
  private static final class Figures {
    final Map<String, Long> sums = new HashMap<>();
    long watermark = Long.MAX_VALUE;

    void add(JsonNode metric) {
      String id = metric.path("id").asText();
      if (WATERMARKS.contains(id)) {
        watermark = Math.min(watermark, metric.path("min").asLong());
        return;
      }
      Matcher figure = FIGURE.matcher(id);
      if (figure.matches()) {
        String name = figure.group(1) == null ? figure.group(2) : figure.group(1);
        sums.merge(name, metric.path("sum").asLong(), Long::sum);
      }
    }

    long sum(String name) {
      return sums.getOrDefault(name, 0L);
    }
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(web.resolve(path)).timeout(ANSWER).build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}

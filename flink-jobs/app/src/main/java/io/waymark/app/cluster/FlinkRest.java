package io.waymark.app.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;

/** The REST interface of a Flink cluster. Without an answer within seconds calls fail. */
public final class FlinkRest {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration SAVEPOINT = Duration.ofMinutes(2);
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(ANSWER).build();

  private final URI web;

  FlinkRest(URI web) {
    this.web = web;
  }

  /** Whether there is a JobManager that leads. */
  boolean answers() {
    try {
      get("/overview");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What it calls the TaskManagers that it knows. */
  Set<String> taskManagers() throws IOException {
    Set<String> ids = new HashSet<>();
    get("/taskmanagers").path("taskmanagers").forEach(one -> ids.add(one.path("id").asText()));
    return ids;
  }

  /** All jobs that have not ended. */
  public List<FlinkJob> jobs() throws IOException {
    List<FlinkJob> jobs = new ArrayList<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      if (job.path("end-time").asLong() < 0) {
        String id = job.path("jid").asText();
        jobs.add(
            FlinkJob.of(
                job,
                get("/jobs/" + id + "/checkpoints"),
                // Its metrics are not told while a TaskManager is there that does not answer.
                get("/jobs/" + id + "/exceptions").at("/exceptionHistory/entries").size()));
      }
    }
    return jobs;
  }

  /**
   * Has a savepoint written, in the format that later versions read, too, and waits for it.
   *
   * @param folder where to
   * @param stop whether the job is to end with it; what is due later stays due
   * @return the path to start from
   */
  public String savepoint(String job, Path folder, boolean stop) throws IOException, ClusterFailed {
    String path = "/jobs/" + job + (stop ? "/stop" : "/savepoints");
    Map<String, Object> wish =
        stop
            ? Map.of(
                "targetDirectory",
                folder.toUri().toString(),
                "drain",
                false,
                "formatType",
                "CANONICAL")
            : Map.of("target-directory", folder.toUri().toString(), "formatType", "CANONICAL");
    return awaitSavepoint(job, post(path, wish).path("request-id").asText());
  }

  private String awaitSavepoint(String job, String request) throws IOException, ClusterFailed {
    long deadline = System.nanoTime() + SAVEPOINT.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode answer = get("/jobs/" + job + "/savepoints/" + request);
      if (answer.path("status").path("id").asText().equals("COMPLETED")) {
        return written(job, answer.path("operation"));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new ClusterFailed(
        "job %s has not written a savepoint within %d s".formatted(job, SAVEPOINT.toSeconds()));
  }

  private static String written(String job, JsonNode operation) throws ClusterFailed {
    if (operation.has("location")) {
      return operation.path("location").asText();
    }
    String trace = operation.path("failure-cause").path("stack-trace").asText();
    throw new ClusterFailed(
        "job %s could not write a savepoint: %s"
            .formatted(job, trace.lines().findFirst().orElse("no reason given")));
  }

  private JsonNode get(String path) throws IOException {
    return send(HttpRequest.newBuilder(web.resolve(path)));
  }

  private JsonNode post(String path, Map<String, Object> body) throws IOException {
    return send(
        HttpRequest.newBuilder(web.resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<String> response =
          HTTP.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != OK && response.statusCode() != ACCEPTED) {
        throw new IOException("HTTP status " + response.statusCode() + ": " + errors(response));
      }
      return JSON.readTree(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String errors(HttpResponse<String> response) throws IOException {
    return StreamSupport.stream(JSON.readTree(response.body()).path("errors").spliterator(), false)
        .map(JsonNode::asText)
        .flatMap(String::lines)
        .findFirst()
        .orElse("no reason given");
  }
}

package io.waymark.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.execution.ExecutionState;

/**
 * The tasks of a job on a cluster, from its REST interface. Flink calls a job running while its
 * tasks still wait for slots or load their state; this tells when the last of them has come up.
 */
final class JobTasks {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final URI web;
  private final JobID job;

  JobTasks(URI web, JobID job) {
    this.web = web;
    this.job = job;
  }

  /**
   * Waits until every task runs.
   *
   * @throws CannotRun if the job ends before, or some task does not run in time; the job then stays
   *     on the cluster
   */
  void awaitRunning(Duration patience) throws CannotRun, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    String seen = "the cluster said nothing of them";
    do {
      try {
        JsonNode details = details();
        String state = details.path("state").asText();
        if (hasEnded(state)) {
          throw new CannotRun(
              "job %s ended as it started (%s); the cluster's web page says why: %s"
                  .formatted(job, state, web));
        }
        SortedMap<ExecutionState, Integer> tasks = tasks(details);
        if (allRun(state, tasks)) {
          return;
        }
        seen = "the job is %s, its tasks: %s".formatted(state, text(tasks));
      } catch (IOException e) {
        // Busy starting the job it may miss a question; what counts is whether it answers in time.
        seen = "the cluster did not answer: " + e.getMessage();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    } while (System.nanoTime() < deadline);
    throw new CannotRun(
        "job %s is submitted, but after %d s not all of it runs (%s). The cluster goes on trying: has it enough free slots? %s"
            .formatted(job, patience.toSeconds(), seen, web));
  }

  private JsonNode details() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(web.resolve("/jobs/" + job)).timeout(ANSWER).build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("HTTP status " + response.statusCode());
    }
    return JSON.readTree(response.body());
  }

  private static boolean hasEnded(String state) {
    for (JobStatus status : JobStatus.values()) {
      if (status.name().equals(state)) {
        return status.isGloballyTerminalState();
      }
    }
    return false;
  }

  private static boolean allRun(String state, SortedMap<ExecutionState, Integer> tasks) {
    return state.equals(JobStatus.RUNNING.name())
        && !tasks.isEmpty()
        && tasks.keySet().stream().allMatch(ExecutionState.RUNNING::equals);
  }

  private static SortedMap<ExecutionState, Integer> tasks(JsonNode details) {
    SortedMap<ExecutionState, Integer> tasks = new TreeMap<>();
    for (JsonNode vertex : details.path("vertices")) {
      Iterator<Map.Entry<String, JsonNode>> counts = vertex.path("tasks").fields();
      while (counts.hasNext()) {
        Map.Entry<String, JsonNode> count = counts.next();
        if (count.getValue().asInt() > 0) {
          tasks.merge(
              ExecutionState.valueOf(count.getKey()), count.getValue().asInt(), Integer::sum);
        }
      }
    }
    return tasks;
  }

  private static String text(SortedMap<ExecutionState, Integer> tasks) {
    return tasks.isEmpty()
        ? "none yet"
        : tasks.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey())
            .collect(Collectors.joining(", "));
  }
}

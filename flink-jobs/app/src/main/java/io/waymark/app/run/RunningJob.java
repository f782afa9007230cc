package io.waymark.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;

/** Finds a job that runs on a cluster, by its REST interface. */
public final class RunningJob {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private RunningJob() {}

  /**
   * The one that runs under this name.
   *
   * @throws CannotRun if the cluster does not answer, or no job or several of them run
   */
  public static JobID named(String name, ClusterAddress cluster) throws CannotRun {
    List<String> found = new ArrayList<>();
    for (JsonNode job : overview(cluster).path("jobs")) {
      if (job.path("name").asText().equals(name)
          && job.path("state").asText().equals(JobStatus.RUNNING.name())) {
        found.add(job.path("jid").asText());
      }
    }
    if (found.size() != 1) {
      throw new CannotRun(
          found.isEmpty()
              ? "no job %s runs on %s".formatted(name, cluster)
              : "%d jobs %s run on %s: %s"
                  .formatted(found.size(), name, cluster, String.join(", ", found)));
    }
    return JobID.fromHexString(found.get(0));
  }

  private static JsonNode overview(ClusterAddress cluster) throws CannotRun {
    HttpRequest request =
        HttpRequest.newBuilder(cluster.web().resolve("/jobs/overview")).timeout(ANSWER).build();
    try {
      HttpResponse<String> response =
          HttpClient.newBuilder()
              .connectTimeout(ANSWER)
              .build()
              .send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException("HTTP status " + response.statusCode());
      }
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new CannotRun("no Flink cluster answers at %s: %s".formatted(cluster, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotRun("interrupted", e);
    }
  }
}

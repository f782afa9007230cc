package io.waymark.app.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.JobID;

/** How far a job has come, from Flink's REST interface. Figures are a second or two old. */
public final class JobProgress {
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

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
   * @param records that its sources have handed on since its last start
   * @param watermark the least of its operators in epoch milliseconds; {@code Long.MIN_VALUE} while
   *     not known
   */
  public record Now(String state, long records, long watermark) {}

  /** Asks; empty if there is no answer. */
  public Optional<Now> now() {
    try {
      JsonNode details = get("/jobs/" + job);
      long records = 0;
      long watermark = Long.MAX_VALUE;
      for (JsonNode vertex : details.path("vertices")) {
        if (vertex.path("name").asText().startsWith("Source: ")) {
          records += vertex.path("metrics").path("write-records").asLong();
        } else {
          watermark = Math.min(watermark, watermark(vertex.path("id").asText()));
        }
      }
      long known = watermark == Long.MAX_VALUE ? Long.MIN_VALUE : watermark;
      return Optional.of(new Now(details.path("state").asText(), records, known));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private long watermark(String vertex) throws IOException, InterruptedException {
    long least = Long.MAX_VALUE;
    for (JsonNode subtask : get("/jobs/" + job + "/vertices/" + vertex + "/watermarks")) {
      least = Math.min(least, subtask.path("value").asLong());
    }
    return least;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(web.resolve(path)).timeout(ANSWER).build();
    return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}

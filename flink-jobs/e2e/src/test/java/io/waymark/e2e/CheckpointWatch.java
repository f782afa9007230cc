package io.waymark.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** The completed checkpoints of one job: Flink itself remembers the last ten. */
final class CheckpointWatch {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A completed one.
   *
   * @param triggeredAt epoch milliseconds
   * @param completedAt epoch milliseconds
   * @param startDelay milliseconds until the last task began with it
   */
  record Completed(long triggeredAt, long completedAt, long startDelay) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI checkpoints;
  private final SortedMap<Long, Completed> seen = new TreeMap<>();

  CheckpointWatch(URI web, String job) {
    this.checkpoints = web.resolve("/jobs/" + job + "/checkpoints/");
  }

  /** All that have been seen, with those of now. */
  Collection<Completed> look() {
    URI all = URI.create(checkpoints.toString().replaceFirst("/$", ""));
    for (JsonNode one : get(all).path("history")) {
      long id = one.path("id").asLong();
      if (one.path("status").asText().equals("COMPLETED") && !seen.containsKey(id)) {
        seen.put(
            id,
            new Completed(
                one.path("trigger_timestamp").asLong(),
                one.path("latest_ack_timestamp").asLong(),
                startDelay(id)));
      }
    }
    return seen.values();
  }

  private long startDelay(long id) {
    long longest = 0;
    URI details = checkpoints.resolve("details/" + id);
    var tasks = get(details).path("tasks").fieldNames();
    while (tasks.hasNext()) {
      JsonNode task = get(URI.create(details + "/subtasks/" + tasks.next()));
      longest = Math.max(longest, task.at("/summary/start_delay/max").asLong());
    }
    return longest;
  }

  private JsonNode get(URI uri) {
    try {
      return JSON.readTree(
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      return JSON.missingNode();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

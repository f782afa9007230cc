package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Canonical savepoints of a job that runs. */
public final class Savepoints {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Savepoints() {}

  /** Takes one and returns where it is. */
  public static String take(LocalRun run, Path directory) throws Exception {
    String savepoints = run.web() + "/jobs/" + run.id() + "/savepoints";
    String asked =
        json(HttpRequest.newBuilder(URI.create(savepoints))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"target-directory\": \"%s\", \"formatType\": \"CANONICAL\"}"
                            .formatted(directory.toUri())))
                .build())
            .get("request-id")
            .asText();
    HttpRequest status = HttpRequest.newBuilder(URI.create(savepoints + "/" + asked)).build();
    JsonNode answer = json(status);
    while (!answer.at("/status/id").asText().equals("COMPLETED")) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      assertThat(Thread.currentThread().isInterrupted()).as("in time: " + answer).isFalse();
      answer = json(status);
    }
    String place = answer.at("/operation/location").asText();
    assertThat(place).as("%s", answer).startsWith("file:");
    return place;
  }

  private static JsonNode json(HttpRequest request) throws Exception {
    return new ObjectMapper()
        .readTree(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}

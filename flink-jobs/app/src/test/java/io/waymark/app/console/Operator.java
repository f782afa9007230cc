package io.waymark.app.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Somebody at a console on this machine, with a session of their own. */
final class Operator {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI page;
  private final String cookie;
  private final String csrf;

  /** Begins a session. */
  Operator(URI page) throws IOException, InterruptedException {
    this.page = page;
    HttpResponse<String> begun =
        http.send(
            HttpRequest.newBuilder(page.resolve("/api/session")).timeout(PATIENCE).build(),
            HttpResponse.BodyHandlers.ofString());
    this.cookie = begun.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    this.csrf = JSON.readTree(begun.body()).path("csrf").asText();
  }

  JsonNode get(String path) {
    try {
      return JSON.readTree(send("GET", path, null).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers the status. */
  int post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body).statusCode();
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(page.resolve(path))
            .timeout(PATIENCE)
            .header("Cookie", cookie)
            .header("X-CSRF-Token", csrf)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}

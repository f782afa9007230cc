package io.waymark.app.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waymark.app.broker.FreePorts;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A Prometheus of its own on this machine, with the rules that ship. */
final class PrometheusProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;
  private final Path log;

  private PrometheusProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Where a program is installed; empty if it is not. */
  static Optional<String> installed(String name) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /**
   * The configuration that ships, but of these targets of its first job, and every second. Ready on
   * return.
   */
  static PrometheusProcess start(String program, Path work, List<String> targets)
      throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    ObjectNode config =
        (ObjectNode)
            yaml.readTree(MonitoringFiles.PROMETHEUS.resolve("prometheus.example.yaml").toFile());
    ((ObjectNode) config.get("global"))
        .put("scrape_interval", "1s")
        .put("evaluation_interval", "1s");
    config.putArray("rule_files").add(MonitoringFiles.RULES.toString());
    JsonNode jobs = config.at("/scrape_configs/0");
    ((ArrayNode) config.get("scrape_configs")).removeAll().add(jobs);
    ArrayNode found = ((ObjectNode) jobs.at("/static_configs/0")).putArray("targets");
    targets.forEach(found::add);
    Path file = work.resolve("prometheus.yaml");
    yaml.writeValue(file.toFile(), config);

    int port = FreePorts.find(1).get(0);
    Path log = work.resolve("prometheus.log");
    Process process =
        new ProcessBuilder(
                program,
                "--config.file=" + file,
                "--storage.tsdb.path=" + work.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    PrometheusProcess prometheus = new PrometheusProcess(process, port, log);
    while (!prometheus.isReady()) {
      if (!process.isAlive() || Thread.currentThread().isInterrupted()) {
        prometheus.close();
        throw new IOException("Prometheus does not start:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    return prometheus;
  }

  private boolean isReady() {
    try {
      return get("/-/ready").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** What an expression says now. */
  JsonNode query(String expression) throws IOException {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return data("/api/v1/query?query=" + query).get("result");
  }

  /** The rules with their state, over all groups. */
  List<JsonNode> rules() throws IOException {
    return data("/api/v1/rules").findValues("rules").stream()
        .flatMap(rules -> Arrays.stream(JSON.convertValue(rules, JsonNode[].class)))
        .toList();
  }

  private JsonNode data(String path) throws IOException {
    HttpResponse<String> answer = get(path);
    JsonNode body = JSON.readTree(answer.body());
    if (!body.path("status").asText().equals("success")) {
      throw new IOException(path + ": " + answer.body() + "\n" + Files.readString(log));
    }
    return body.get("data");
  }

  private HttpResponse<String> get(String path) throws IOException {
    try {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}

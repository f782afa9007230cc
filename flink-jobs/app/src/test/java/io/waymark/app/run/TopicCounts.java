package io.waymark.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a running job has counted of each topic, asked for at its REST interface. */
final class TopicCounts {
  private static final Pattern COUNT =
      Pattern.compile(".*\\.waymark\\.topic\\.(.+)\\.partition\\.\\d+\\.([a-z]+)");

  /** The line of a request has its bounds. */
  private static final int AT_ONCE = 20;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();

  /** The counts that are not zero, by topic and class; what can't be asked yet is not there. */
  Map<String, Map<String, Long>> counts(LocalRun run) throws CannotRun {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    try {
      for (JsonNode vertex : get(run.web(), "/jobs/" + run.id()).path("vertices")) {
        String metrics =
            "/jobs/%s/vertices/%s/subtasks/metrics".formatted(run.id(), vertex.path("id").asText());
        List<String> names = new ArrayList<>();
        get(run.web(), metrics).forEach(metric -> names.add(metric.path("id").asText()));
        names.removeIf(name -> !COUNT.matcher(name).matches());
        for (int from = 0; from < names.size(); from += AT_ONCE) {
          List<String> some = names.subList(from, Math.min(from + AT_ONCE, names.size()));
          String query = URLEncoder.encode(String.join(",", some), UTF_8);
          get(run.web(), metrics + "?get=" + query).forEach(metric -> add(metric, counts));
        }
      }
    } catch (IOException e) {
      return Map.of();
    } catch (InterruptedException e) {
      throw new AssertionError("out of time", e);
    }
    return counts;
  }

  private static void add(JsonNode metric, Map<String, Map<String, Long>> counts) {
    Matcher name = COUNT.matcher(metric.path("id").asText());
    if (name.matches() && metric.path("sum").asLong() > 0) {
      counts
          .computeIfAbsent(name.group(1), topic -> new TreeMap<>())
          .merge(name.group(2), metric.path("sum").asLong(), Long::sum);
    }
  }

  private JsonNode get(URI web, String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(web.resolve(path)).build();
    return json.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}

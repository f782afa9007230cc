package io.waymark.app.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waymark.app.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What infra/ has for who has Prometheus and Grafana. */
final class MonitoringFiles {
  static final Path INFRA = Path.of("../../infra").toAbsolutePath().normalize();
  static final Path PROMETHEUS = INFRA.resolve("prometheus");
  static final Path RULES = PROMETHEUS.resolve("rules/waymark.yaml");

  /** A metric with what it is narrowed down to. */
  private static final Pattern SELECTOR =
      Pattern.compile("\\b(?:flink_\\w+|waymark:[\\w:]+)(?:\\{[^}]*})?");

  private static final Pattern SETTING = Pattern.compile("(?m)^# (metrics\\.[\\w.]+): (.*)$");

  private MonitoringFiles() {}

  /** One rule: it has {@code alert} or {@code record}. */
  static List<JsonNode> rules() throws IOException {
    List<JsonNode> rules = new ArrayList<>();
    new YAMLMapper()
        .readTree(RULES.toFile())
        .get("groups")
        .forEach(group -> group.get("rules").forEach(rules::add));
    return rules;
  }

  static List<JsonNode> alerts() throws IOException {
    return rules().stream().filter(rule -> rule.has("alert")).toList();
  }

  static List<JsonNode> dashboards() throws IOException {
    List<JsonNode> dashboards = new ArrayList<>();
    try (Stream<Path> files = Files.list(INFRA.resolve("grafana/dashboards"))) {
      for (Path file : files.sorted().toList()) {
        dashboards.add(new ObjectMapper().readTree(file.toFile()));
      }
    }
    return dashboards;
  }

  /** Those that show something: not the headings. */
  static List<JsonNode> panels(JsonNode dashboard) {
    return StreamSupport.stream(dashboard.get("panels").spliterator(), false)
        .filter(panel -> !panel.get("type").asText().equals("row"))
        .toList();
  }

  static List<String> selectors(String expression) {
    return SELECTOR.matcher(expression).results().map(MatchResult::group).toList();
  }

  /** The reporter as a job's template has it, commented out. */
  static Map<String, String> reporter(Job job) {
    Map<String, String> settings = new LinkedHashMap<>();
    SETTING
        .matcher(job.template())
        .results()
        .forEach(setting -> settings.put(setting.group(1), setting.group(2)));
    return settings;
  }
}

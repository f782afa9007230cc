package io.waymark.app.monitoring;

import static io.waymark.app.monitoring.MonitoringFiles.INFRA;
import static io.waymark.app.monitoring.MonitoringFiles.PROMETHEUS;
import static io.waymark.app.monitoring.MonitoringFiles.RULES;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.waymark.app.job.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alert rules, runbook and dashboards fit together, and promtool takes the rules as they are. */
class MonitoringFilesTest {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?m)^### (\\w+)\\n\\n- \\*\\*Means\\*\\*: (?s:.*?)\\n- \\*\\*Look at\\*\\*: (?s:.*?)\\n- \\*\\*Do\\*\\*: ");

  @Test
  void eachAlertSaysWhatIsTheMatterAndHasAnEntryInTheRunbook() throws IOException {
    Set<String> alerts = new TreeSet<>();
    for (JsonNode alert : MonitoringFiles.alerts()) {
      String name = alert.get("alert").asText();
      assertThat(alerts.add(name)).as(name).isTrue();
      assertThat(alert.at("/labels/severity").asText()).as(name).isIn("critical", "warning");
      assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
      assertThat(alert.at("/annotations/description").asText()).as(name).isNotBlank();
      assertThat(alert.at("/annotations/runbook").asText())
          .isEqualTo("infra/runbook.md#" + name.toLowerCase(Locale.ROOT));
    }

    String runbook = Files.readString(INFRA.resolve("runbook.md"));
    assertThat(ENTRY.matcher(runbook).results().map(entry -> entry.group(1)))
        .containsExactlyInAnyOrderElementsOf(alerts);
    assertThat(Pattern.compile("Waymark[A-Z]\\w+").matcher(runbook).results())
        .extracting(MatchResult::group)
        .allMatch(alerts::contains);
  }

  @Test
  void eachAlertIsFiredByATest() throws IOException {
    Set<String> fired = new TreeSet<>();
    for (JsonNode test :
        new YAMLMapper().readTree(PROMETHEUS.resolve("tests/fires.yaml").toFile()).get("tests")) {
      for (JsonNode alert : test.get("alert_rule_test")) {
        assertThat(alert.get("exp_alerts")).as(test.get("name").asText()).isNotEmpty();
        fired.add(alert.get("alertname").asText());
      }
    }
    assertThat(MonitoringFiles.alerts().stream().map(alert -> alert.get("alert").asText()))
        .containsExactlyInAnyOrderElementsOf(fired);
  }

  @Test
  void promtoolTakesTheConfigurationAndTheRules() throws Exception {
    assertThat(promtool("check", "config", "prometheus.example.yaml")).contains("SUCCESS");
    assertThat(promtool("check", "rules", "rules/waymark.yaml"))
        .contains("SUCCESS: " + MonitoringFiles.rules().size() + " rules found");
  }

  @Test
  void eachAlertFiresWhenItShouldAndNoneWhenAllIsWell() throws Exception {
    assertThat(promtool("test", "rules", "tests/fires.yaml", "tests/quiet.yaml"))
        .contains("SUCCESS")
        .doesNotContain("FAILED");
  }

  @Test
  void dashboardsAreWhatGrafanaReads() throws IOException {
    Set<String> uids = new HashSet<>();
    for (JsonNode dashboard : MonitoringFiles.dashboards()) {
      String title = dashboard.get("title").asText();
      assertThat(title).startsWith("Waymark: ");
      assertThat(dashboard.get("uid").asText()).matches("[a-z-]{1,40}");
      assertThat(uids.add(dashboard.get("uid").asText())).as(title).isTrue();
      assertThat(dashboard.get("schemaVersion").asInt()).isGreaterThan(30);
      assertThat(dashboard.at("/templating/list/0/type").asText()).isEqualTo("datasource");
      assertThat(dashboard.at("/templating/list/0/name").asText()).isEqualTo("datasource");

      Set<Integer> ids = new HashSet<>();
      dashboard
          .get("panels")
          .forEach(panel -> assertThat(ids.add(panel.get("id").asInt())).as(title).isTrue());
      for (JsonNode panel : MonitoringFiles.panels(dashboard)) {
        readable(panel);
      }
      noneLiesOnAnother(dashboard);
    }
    assertThat(uids).hasSize(4);
  }

  private static void readable(JsonNode panel) {
    String title = panel.get("title").asText();
    assertThat(title).isNotBlank();
    assertThat(panel.get("type").asText()).as(title).isIn("stat", "timeseries");
    assertThat(panel.get("description").asText()).as(title).isNotBlank();
    assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as(title).isNotBlank();
    assertThat(panel.at("/fieldConfig/defaults/thresholds/steps")).as(title).isNotEmpty();
    assertThat(panel.get("targets")).as(title).isNotEmpty();
    Set<String> refIds = new HashSet<>();
    for (JsonNode target : panel.get("targets")) {
      assertThat(refIds.add(target.get("refId").asText())).as(title).isTrue();
      assertThat(target.get("expr").asText()).as(title).isNotBlank();
      assertThat(target.at("/datasource/uid").asText()).as(title).isEqualTo("${datasource}");
    }
  }

  private static void noneLiesOnAnother(JsonNode dashboard) {
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonNode panel : dashboard.get("panels")) {
      JsonNode at = panel.get("gridPos");
      int right = at.get("x").asInt() + at.get("w").asInt();
      assertThat(right).isLessThanOrEqualTo(24);
      for (int x = at.get("x").asInt(); x < right; x++) {
        for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) {
          assertThat(taken.add(List.of(x, y))).as(panel.get("title").asText()).isTrue();
        }
      }
    }
  }

  @Test
  void theReporterIsSetInTheSameWayEverywhere() throws IOException {
    Map<String, String> reporter = MonitoringFiles.reporter(Job.JOURNEY);
    assertThat(reporter)
        .containsKeys(
            "metrics.reporters",
            "metrics.reporter.prom.factory.class",
            "metrics.reporter.prom.port",
            "metrics.reporter.prom.filterLabelValueCharacters");
    for (Job job : Job.values()) {
      assertThat(MonitoringFiles.reporter(job)).as(job.title()).isEqualTo(reporter);
    }

    JsonNode services =
        new YAMLMapper().readTree(INFRA.resolve("compose.yaml").toFile()).get("services");
    for (String service : List.of("jobmanager", "taskmanager")) {
      JsonNode properties =
          new YAMLMapper()
              .readTree(services.at("/" + service + "/environment/FLINK_PROPERTIES").asText());
      reporter.forEach(
          (key, value) -> {
            if (!key.endsWith(".port")) {
              assertThat(properties.path(key).asText()).as(service + " " + key).isEqualTo(value);
            }
          });
    }
  }

  @Test
  void whatIsRecordedIsLookedAtAndWhatIsLookedAtIsRecorded() throws IOException {
    Set<String> recorded =
        MonitoringFiles.rules().stream()
            .filter(rule -> rule.has("record"))
            .map(rule -> rule.get("record").asText())
            .collect(toCollection(TreeSet::new));
    List<String> expressions = new ArrayList<>();
    MonitoringFiles.rules().forEach(rule -> expressions.add(rule.get("expr").asText()));
    for (JsonNode dashboard : MonitoringFiles.dashboards()) {
      MonitoringFiles.panels(dashboard)
          .forEach(
              panel ->
                  panel
                      .get("targets")
                      .forEach(target -> expressions.add(target.get("expr").asText())));
    }
    Set<String> lookedAt =
        expressions.stream()
            .flatMap(expression -> MonitoringFiles.selectors(expression).stream())
            .filter(selector -> selector.startsWith("waymark:"))
            .map(selector -> selector.replaceFirst("\\{.*", ""))
            .collect(toCollection(TreeSet::new));
    assertThat(lookedAt).isEqualTo(recorded);
  }

  private static String promtool(String... arguments) throws Exception {
    assumeTrue(
        PrometheusProcess.installed("promtool").isPresent(),
        "promtool is not installed: apt-get install prometheus");
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process promtool =
        new ProcessBuilder(command)
            .directory(RULES.getParent().getParent().toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(promtool.waitFor()).as(said).isZero();
    return said;
  }
}

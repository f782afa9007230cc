package io.waymark.app.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.job.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What rules and dashboards ask for, asked of a Prometheus that looks at all jobs as they run. */
@Timeout(300)
class MonitoringITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  /** Panels that show only what does not happen to this installation. */
  private static final Set<String> EMPTY_IF_ALL_IS_WELL =
      Set.of("Put off and taken back, by reason", "Not delivered, by what became of it");

  @TempDir private Path folder;

  @Test
  void allThatRulesAndDashboardsAskForIsThereInJobsThatRun() throws Exception {
    Optional<String> program = PrometheusProcess.installed("prometheus");
    assumeTrue(program.isPresent(), "Prometheus is not installed: apt-get install prometheus");
    try (MeasuredJobs jobs = MeasuredJobs.start(folder, MonitoringFiles.reporter(Job.JOURNEY));
        PrometheusProcess prometheus =
            PrometheusProcess.start(program.get(), folder, jobs.targets())) {
      Map<String, String> wanted = wanted();
      assertThat(wanted).hasSizeGreaterThan(80);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      List<String> without = withoutAnswer(prometheus, wanted);
      for (int i = 0; jobs.told() == 0 || !without.isEmpty(); i++) {
        assertThat(System.nanoTime())
            .as("told %s, no answer to %s", jobs.told(), without)
            .isLessThan(deadline);
        jobs.somethingHappens(i);
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        without = withoutAnswer(prometheus, wanted);
      }

      assertThat(prometheus.rules())
          .hasSameSizeAs(MonitoringFiles.rules())
          .allMatch(rule -> rule.get("health").asText().equals("ok"));
      assertThat(prometheus.query("waymark:running_seconds > 0")).hasSize(Job.values().length);
      assertThat(prometheus.query("ALERTS{alertstate='firing', severity='critical'}")).isEmpty();
    }
  }

  /** Queries that have an answer, by where they are from. */
  private static Map<String, String> wanted() throws IOException {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (JsonNode rule : MonitoringFiles.rules()) {
      // An alert that does not fire says nothing: what it looks at has to be there.
      for (String selector : MonitoringFiles.selectors(rule.get("expr").asText())) {
        wanted.put(
            rule.path("alert").asText(rule.path("record").asText()) + ": " + selector, selector);
      }
    }
    for (JsonNode dashboard : MonitoringFiles.dashboards()) {
      for (JsonNode panel : MonitoringFiles.panels(dashboard)) {
        String title = panel.get("title").asText();
        for (JsonNode target : panel.get("targets")) {
          String query = target.get("expr").asText();
          String from = title + ", " + target.get("refId").asText() + ": ";
          if (EMPTY_IF_ALL_IS_WELL.contains(title)) {
            MonitoringFiles.selectors(query).forEach(part -> wanted.put(from + part, part));
          } else {
            wanted.put(from + query, query);
          }
        }
      }
    }
    return wanted;
  }

  private static List<String> withoutAnswer(
      PrometheusProcess prometheus, Map<String, String> wanted) throws IOException {
    List<String> without = new ArrayList<>();
    for (Map.Entry<String, String> query : wanted.entrySet()) {
      if (prometheus.query(query.getValue()).isEmpty()) {
        without.add(query.getKey());
      }
    }
    return without;
  }
}

package io.waymark.app.monitoring;

import java.net.URI;
import java.net.http.*;
import java.nio.file.*;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class MonitoringITCase {
  @TempDir private Path folder;

  @Test
  void dump() throws Exception {
    try (MeasuredJobs jobs =
        MeasuredJobs.start(
            folder,
            Map.of(
                "metrics.reporters", "prom",
                "metrics.reporter.prom.factory.class",
                    "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
                "metrics.reporter.prom.port", "9249",
                "metrics.reporter.prom.filterLabelValueCharacters", "false"))) {
      for (int i = 0; jobs.told() < 10 && i < 200; i++) {
        jobs.somethingHappens(i);
        Thread.sleep(500);
      }
      Thread.sleep(3000);
      System.err.println("TOLD " + jobs.told());
      int n = 0;
      for (String t : jobs.targets()) {
        Files.writeString(
            Path.of("target/scrape-" + n++ + ".txt"),
            HttpClient.newHttpClient()
                .send(
                    HttpRequest.newBuilder(URI.create("http://" + t + "/metrics")).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body());
      }
    }
  }
}

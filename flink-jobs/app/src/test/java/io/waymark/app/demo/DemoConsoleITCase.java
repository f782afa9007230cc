package io.waymark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.catalogue.Catalogue;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo's incident, looked at in its console by a browser: the checks in {@code demo.mjs} beside
 * those of the console's page. The shop's day goes faster than real, so that the incident of
 * minutes 3 to 5 is over after two minutes and a half. On demand, with {@code
 * -Dwaymark.demo.browser=true}: it takes seven minutes on two cores, where a browser and the demo
 * share them, and with other work beside it the incident is over before anybody can acknowledge it.
 */
@Timeout(900)
@EnabledIfSystemProperty(named = "waymark.demo.browser", matches = "true")
class DemoConsoleITCase {
  private static final Path CHECKS =
      Path.of("../console/src/test/page").toAbsolutePath().normalize();
  private static final double SPEED = 2.5;
  private static final Duration LENGTH = Duration.ofMinutes(8);
  private static final Duration SOON = Duration.ofSeconds(120);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theIncidentIsSeenUnderstoodAcknowledgedAndOver(@TempDir Path folder, TestReporter reporter)
      throws Exception {
    assumeTrue(isInstalled("node"), "no Node.js on this machine");
    assumeTrue(isInstalled("chromium"), "no Chromium on this machine");
    assumeTrue(
        Files.isDirectory(CHECKS.resolve("node_modules")),
        "the checks' libraries are not installed: npm install --prefix " + CHECKS);
    Demo demo =
        new Demo(
            new DemoSettings(Catalogue.shipped(), null, SPEED, LENGTH),
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            false);
    Thread running = new Thread(demo::run, "demo");
    running.start();
    try {
      String console = told("Console +(http://\\S+/),", running);
      Path shown = folder.resolve("shown.json");
      look(console, shown, folder.resolve("checks.log"));
      reporter.publishEntry(
          "event in Kafka until its alert is drawn",
          latencies(told("Kafka +(\\S+),", running), new ObjectMapper().readTree(shown.toFile())));
    } finally {
      demo.stop();
      running.join(SOON.toMillis());
    }
  }

  private void look(String console, Path shown, Path log) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("npm", "run", "demo")
            .directory(CHECKS.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(Map.of("CONSOLE_URL", console, "SHOWN", shown.toString()));
    Process checks = builder.start();
    try {
      int code = checks.waitFor();
      assertThat(code).as("%s%n%s%n%s", Files.readString(log), out, err).isZero();
    } finally {
      checks.descendants().forEach(ProcessHandle::destroy);
      checks.destroy();
    }
  }

  /** Of alerts that an event opened; alerts that time opened have no event to count from. */
  private static String latencies(String broker, JsonNode shown) {
    Map<Long, Long> written = WrittenEvents.byTime(broker);
    List<Long> latencies = new ArrayList<>();
    for (JsonNode alert : shown) {
      Long at = written.get(Instant.parse(alert.path("happened").asText()).toEpochMilli());
      if (at != null) {
        latencies.add(alert.path("shown").asLong() - at);
      }
    }
    if (latencies.isEmpty()) {
      return "none was opened by an event";
    }
    Collections.sort(latencies);
    int last = latencies.size() - 1;
    return "n %d, p50 %d ms, p95 %d ms, highest %d ms"
        .formatted(
            latencies.size(),
            latencies.get(last / 2),
            latencies.get((int) Math.ceil(0.95 * last)),
            latencies.get(last));
  }

  private String told(String pattern, Thread running) throws InterruptedException {
    long deadline = System.nanoTime() + SOON.toNanos();
    for (; ; ) {
      Matcher found = Pattern.compile(pattern).matcher(err.toString());
      if (found.find()) {
        return found.group(1);
      }
      assertThat(running.isAlive() && System.nanoTime() < deadline)
          .as("%s in:%n%s", pattern, err)
          .isTrue();
      Thread.sleep(50);
    }
  }

  private static boolean isInstalled(String command) {
    return Stream.of(Objects.requireNonNull(System.getenv("PATH")).split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }
}

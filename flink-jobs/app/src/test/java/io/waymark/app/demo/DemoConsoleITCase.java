package io.waymark.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo's incident, looked at in its console by a browser: the checks in {@code demo.mjs} beside
 * those of the console's page. The shop's day goes faster than real, so that the incident of
 * minutes 3 to 5 is over after two minutes and a half. On demand, with {@code
 * -Dwaymark.demo.browser=true}: on two cores a browser and the demo share them, and with other work
 * beside it the incident is over before anybody can acknowledge it.
 */
@Timeout(900)
@EnabledIfSystemProperty(named = "waymark.demo.browser", matches = "true")
class DemoConsoleITCase {
  private static final double SPEED = 2.5;
  private static final Duration LENGTH = Duration.ofMinutes(8);

  @Test
  void theIncidentIsSeenUnderstoodAcknowledgedAndOver(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("checks.log");
    try (WatchedDemo demo = WatchedDemo.start(SPEED, LENGTH)) {
      Process checks = demo.look("demo", Map.of(), log);
      try {
        int code = checks.waitFor();
        assertThat(code).as("%s%n%s", Files.readString(log), demo.said()).isZero();
      } finally {
        checks.descendants().forEach(ProcessHandle::destroy);
        checks.destroy();
      }
    }
  }
}

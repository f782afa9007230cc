package io.waymark.console.web;

import static io.waymark.console.web.AlertMessages.alerts;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.console.access.Role;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of changes: what they tell, when they end, and how many there may be. */
@Timeout(60)
final class StreamPagesTest {
  @AutoClose private final RunningServer running = RunningServer.withTokens();

  @Test
  void aStreamTellsChangesAndEndsWithItsSession() throws Exception {
    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    HttpResponse<java.io.InputStream> stream =
        running.http.send(
            vera.request("GET", "/api/stream", null, "Accept", "text/event-stream"),
            HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      running.put(alerts("a1", "Trouble"));
      assertThat(until(lines, line -> line.startsWith("event: alert"))).isTrue();
      assertThat(lines.readLine()).contains("Trouble").doesNotContain("customer-4711");
      assertThat(until(lines, line -> line.startsWith("event: status"))).isTrue();

      vera.send("POST", "/api/logout", "{}");
      assertThat(until(lines, line -> false)).isFalse();
    }
  }

  @Test
  void noBrowserHasMoreThanFourStreamsWhoeverElseHasTheSameToken() throws Exception {
    RunningServer.Visitor vera = running.visitor(Role.VIEWER);
    RunningServer.Visitor elsewhere = running.visitor(Role.VIEWER);
    for (int i = 0; i < 4; i++) {
      assertThat(stream(vera)).isEqualTo(200);
    }
    assertThat(stream(vera)).isEqualTo(429);
    assertThat(stream(elsewhere)).isEqualTo(200);
  }

  @Test
  void nobodyTakesTheStreamsThatOthersNeedHoweverOftenTheyLogIn() throws Exception {
    for (int i = 0; i < Streams.MOST_OF_USER; i += Streams.MOST_OF_OWNER) {
      RunningServer.Visitor vera = running.visitor(Role.VIEWER);
      for (int page = 0; page < Streams.MOST_OF_OWNER; page++) {
        assertThat(stream(vera)).isEqualTo(200);
      }
    }
    assertThat(stream(running.visitor(Role.VIEWER))).isEqualTo(429);
    assertThat(stream(running.visitor(Role.OPERATOR))).isEqualTo(200);
  }

  private int stream(RunningServer.Visitor visitor) throws Exception {
    var request = visitor.request("GET", "/api/stream", null, "Accept", "text/event-stream");
    return running.http.send(request, HttpResponse.BodyHandlers.ofInputStream()).statusCode();
  }

  /** Whether such a line comes before the end. */
  private static boolean until(BufferedReader lines, Predicate<String> wanted) throws Exception {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (wanted.test(line)) {
          return true;
        }
      }
    } catch (java.io.IOException e) {
      // Cut off is an end too.
    }
    return false;
  }
}

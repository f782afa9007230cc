package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;
import io.waymark.console.store.Portion;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the board says of touchpoints: whose figures, and which are out of line. */
@Timeout(60)
final class TouchpointPagesTest {
  private static final String AT = "2026-01-01T00:05:00.000Z";

  @Test
  void figuresOfOnePersonaAreAskedForByItsName() throws Exception {
    try (RunningServer running = RunningServer.withTokens()) {
      Portion portion = new Portion();
      portion.kpi(window(null, "2026-01-01T00:00:00.000Z", 900));
      portion.kpi(window("vip", "2026-01-01T00:00:00.000Z", 90));
      portion.kpi(window("family", "2026-01-01T00:00:00.000Z", 60));
      // Nobody of these was there in the last hours.
      portion.kpi(window("gone", "2025-12-31T12:00:00.000Z", 7));
      running.put(portion);
      RunningServer.Visitor vera = running.visitor(Role.VIEWER);

      JsonNode all = Json.parse(vera.get("/api/touchpoints").body());
      assertThat(all.path("personas").toString()).isEqualTo("[\"family\",\"vip\"]");
      assertThat(all.path("items")).hasSize(1);
      assertThat(all.at("/items/0/figures/0/n").asLong()).isEqualTo(900);

      JsonNode one = Json.parse(vera.get("/api/touchpoints?persona=vip").body());
      assertThat(one.path("personas").toString()).isEqualTo("[\"family\",\"vip\"]");
      assertThat(one.path("items")).hasSize(1);
      assertThat(one.at("/items/0/figures/0/n").asLong()).isEqualTo(90);
    }
  }

  @Test
  void aCountThatStillGrowsIsNotJudged() throws Exception {
    try (RunningServer running = RunningServer.withTokens()) {
      for (boolean whole : List.of(false, true)) {
        Portion portion = new Portion();
        ObjectNode window =
            Json.object()
                .put("touchpoint", "/checkout")
                .put("window_start", "2026-01-01T00:00:00.000Z")
                .put("window_end", "2026-01-01T00:05:00.000Z")
                .put("occurred_at", "2026-01-01T00:01:00.000Z")
                .put("final", whole);
        window
            .putArray("figures")
            .addObject()
            .put("measure", "events")
            .put("value", 3)
            .putObject("normal")
            .put("low", 50)
            .put("high", 90);
        portion.kpi(window);
        running.put(portion);
        ObjectNode board = Json.parse(running.visitor(Role.VIEWER).get("/api/touchpoints").body());
        assertThat(board.at("/items/0/figures/0/state").asText())
            .isEqualTo(whole ? "out" : "unknown");
      }
    }
  }

  private static ObjectNode window(@Nullable String persona, String start, long events) {
    Long begins = Json.millis(start);
    assertThat(begins).isNotNull();
    ObjectNode window =
        Json.object()
            .put("touchpoint", "/checkout")
            .putNull("channel")
            .put("persona", persona)
            .put("window_start", start)
            .put("window_end", Json.time(begins + 300_000))
            .put("occurred_at", Json.time(begins + 300_000))
            .put("final", true);
    window
        .putArray("figures")
        .addObject()
        .put("measure", "events")
        .put("value", events)
        .put("n", events)
        .putNull("normal");
    return window;
  }

  @ParameterizedTest
  @CsvSource({
    "payment_failures, 1, unknown",
    "payment_failures, 29, unknown",
    "payment_failures, 30, out",
    "wait_p90, 29, unknown",
    "wait_p90, 30, out",
    "handle_time, 2, unknown",
    "effort, 29, unknown",
    "in_queue, 1, out",
    "wait_oldest, 1, out"
  })
  void whatIsFarAboveItsBandIsOutOfLineIfItIsOfEnough(String measure, long n, String state) {
    ObjectNode window =
        Json.object()
            .put("touchpoint", "/checkout")
            .put("window_start", "2026-01-01T00:00:00.000Z")
            .put("occurred_at", AT)
            .put("final", true);
    window
        .putArray("figures")
        .addObject()
        .put("measure", measure)
        .put("value", 1000)
        .put("n", n)
        .putObject("normal")
        .put("low", 0)
        .put("high", 1);
    Long upTo = Json.millis(AT);
    assertThat(upTo).isNotNull();
    ObjectNode item = TouchpointPages.item(window, upTo, Map.of());
    assertThat(item.at("/figures/0/state").asText()).isEqualTo(state);
  }
}

package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;
import io.waymark.console.store.Moment;
import io.waymark.console.store.Portion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the list of rules says of each. */
@Timeout(60)
final class RulePagesTest {
  private static final long NOON = 1_767_268_800_000L;
  private static final long DAY = 24 * 3_600_000L;

  @Test
  void saysHowOftenARuleFiresOfAThousandEventsOfTheSameHours() throws Exception {
    try (RunningServer running = RunningServer.withTokens()) {
      Portion portion = new Portion();
      portion.rule("live", 1, document("live", "live"));
      portion.rule("tried", 1, document("tried", "shadow"));
      for (int i = 0; i < 6; i++) {
        portion.moment(signal("live", "live", i, NOON));
        portion.moment(signal("tried", "shadow", i, NOON));
      }
      portion.moment(signal("live", "live", 6, NOON - 2 * DAY));
      portion.kpi(events(NOON - 600_000, 1500));
      portion.kpi(events(NOON - 300_000, 500));
      portion.kpi(events(NOON - 2 * DAY, 90_000));
      running.put(portion);

      JsonNode rules = Json.parse(running.visitor(Role.VIEWER).get("/api/rules").body());

      assertThat(rules.path("items"))
          .hasSize(2)
          .allSatisfy(
              rule -> {
                assertThat(rule.at("/hit_rate/value").asDouble()).isEqualTo(3.0);
                assertThat(rule.at("/hit_rate/n").asLong()).isEqualTo(2000);
              });
    }
  }

  @Test
  void saysNoRateWhereNothingIsKnownOfEvents() throws Exception {
    try (RunningServer running = RunningServer.withTokens()) {
      Portion portion = new Portion();
      portion.rule("live", 1, document("live", "live"));
      portion.moment(signal("live", "live", 0, NOON));
      running.put(portion);
      JsonNode rules = Json.parse(running.visitor(Role.VIEWER).get("/api/rules").body());
      assertThat(rules.at("/items/0/hit_rate").isNull()).isTrue();
    }
  }

  @Test
  void aRuleInShadowStandsBesideTheLiveOneThatItMayReplace() throws Exception {
    try (RunningServer running = RunningServer.withTokens()) {
      Portion portion = new Portion();
      for (String live : List.of("left", "left-late", "other")) {
        portion.rule(live, 1, document(live, "live"));
      }
      for (String shadow : List.of("left-late-sooner", "lefty")) {
        portion.rule(shadow, 1, document(shadow, "shadow"));
      }
      for (int i = 0; i < 3; i++) {
        portion.moment(signal("left-late", "live", i, NOON));
      }
      portion.moment(signal("left-late-sooner", "shadow", 0, NOON));
      running.put(portion);

      Map<String, JsonNode> compared = new HashMap<>();
      Json.parse(running.visitor(Role.VIEWER).get("/api/rules").body())
          .path("items")
          .forEach(rule -> compared.put(rule.path("rule_id").asText(), rule.path("compare")));

      assertThat(compared.get("left-late-sooner").path("rule_id").asText()).isEqualTo("left-late");
      assertThat(compared.get("left-late-sooner").path("fired_24h").asLong()).isEqualTo(3);
      assertThat(compared.get("left-late-sooner").path("command").asText())
          .isEqualTo("./waymark rules compare left-late left-late-sooner");
      assertThat(compared.get("lefty").path("rule_id").isNull()).isTrue();
      assertThat(compared.get("lefty").path("command").asText())
          .isEqualTo("./waymark rules compare LIVE lefty");
      assertThat(compared.get("left").isNull()).isTrue();
    }
  }

  @Test
  void aRuleThatWasMeasuredHasACostAndWhatItHeldBack() throws Exception {
    try (RunningServer running = RunningServer.withTokens()) {
      Portion portion = new Portion();
      portion.rule("measured", 1, document("measured", "live"));
      portion.rule("new", 1, document("new", "live"));
      portion.ruleUsage(
          Json.object()
              .put("rule_id", "measured")
              .put("occurred_at", Json.time(NOON))
              .put("events", 1_000)
              .put("nanos", 250_000)
              .put("journeys", 100)
              .put("bytes", 4_200)
              .put("suppressed_by_cooldown", 3)
              .put("suppressed_by_condition", 4)
              .put("quarantined", true));
      running.put(portion);

      JsonNode items =
          Json.parse(running.visitor(Role.VIEWER).send("GET", "/api/rules", null).body())
              .path("items");

      assertThat(items.path(0).path("suppressed_24h").asLong()).isEqualTo(7);
      assertThat(items.path(0).path("cost").path("eval_us").asDouble()).isEqualTo(0.25);
      assertThat(items.path(0).path("cost").path("state_bytes").asDouble()).isEqualTo(42);
      assertThat(items.path(0).path("quarantined_at").asText()).isEqualTo(Json.time(NOON));
      assertThat(items.path(1).path("quarantined_at").isNull()).isTrue();
      // Nobody has measured it: that is not nothing.
      assertThat(items.path(1).path("suppressed_24h").isNull()).isTrue();
      assertThat(items.path(1).path("cost").isNull()).isTrue();
    }
  }

  private static String document(String id, String mode) {
    return """
        rules:
          - id: %s
            title: Pays in vain
            severity: high
            mode: %s
            when: { count: { of: payment_failed, at_least: 3, within: 1h } }
        """
        .formatted(id, mode);
  }

  private static Moment signal(String rule, String mode, int number, long at) {
    return Moment.signal(
        Json.object()
            .put("signal_id", rule + number)
            .put("rule_id", rule)
            .put("title", "Pays in vain")
            .put("severity", "high")
            .put("mode", mode)
            .put("customer_id", "c-" + number)
            .put("status", "fired")
            .put("occurred_at", Json.time(at)));
  }

  private static ObjectNode events(long start, int events) {
    ObjectNode window =
        Json.object()
            .put("touchpoint", "*")
            .putNull("channel")
            .putNull("persona")
            .put("window_start", Json.time(start))
            .put("window_end", Json.time(start + 300_000))
            .put("occurred_at", Json.time(start + 300_000))
            .put("final", true);
    window
        .putArray("figures")
        .addObject()
        .put("measure", "events")
        .put("value", (double) events)
        .put("n", events)
        .putNull("normal");
    return window;
  }
}

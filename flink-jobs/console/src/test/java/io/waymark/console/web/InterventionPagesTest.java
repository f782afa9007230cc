package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;
import io.waymark.console.store.Moment;
import io.waymark.console.store.Portion;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the list of interventions says of each, and of all of them together. */
@Timeout(60)
final class InterventionPagesTest {
  private static final long NOON = 1_767_268_800_000L;
  private static final long WEEK = 7 * 24 * 3_600_000L;

  @Test
  void theFunnelEndsWithThoseTreatedWhoReachedTheGoalInTheLastWeek() throws Exception {
    try (RunningServer running = RunningServer.withTokens()) {
      Portion portion = new Portion();
      portion.rule("left", 1, document("left", 1));
      for (int i = 0; i < 5; i++) {
        portion.moment(decision("left", i, "issued", null));
        portion.moment(outcome("left", i, "treatment", "opened", NOON));
      }
      portion.moment(decision("left", 5, "withheld", "holdout"));
      portion.moment(outcome("left", 0, "treatment", "reached", NOON));
      portion.moment(outcome("left", 1, "treatment", "reached", NOON));
      portion.moment(outcome("left", 1, "treatment", "closed", NOON));
      portion.moment(outcome("left", 5, "holdout", "reached", NOON));
      portion.moment(outcome("left", 6, "treatment", "reached", NOON - 2 * WEEK));
      portion.moment(outcome("global", 0, "treatment", "reached", NOON));
      running.put(portion);

      JsonNode funnel = interventions(running).at("/items/0/funnel");

      assertThat(funnel.path("eligible").asLong()).isEqualTo(6);
      assertThat(funnel.path("issued").asLong()).isEqualTo(5);
      assertThat(funnel.path("held_out").asLong()).isEqualTo(1);
      assertThat(funnel.path("outcome_reached").asLong()).isEqualTo(2);
    }
  }

  @Test
  void theResultIsOfTheNewestVersionThatHasOneAndSaysWhich() throws Exception {
    try (RunningServer running = RunningServer.withTokens()) {
      Portion portion = new Portion();
      portion.rule("left", 1, document("left", 3));
      portion.experiment(experiment("left", 2, "helps"));
      running.put(portion);
      Portion late = new Portion();
      late.experiment(experiment("left", 1, "harms"));
      running.put(late);

      JsonNode item = interventions(running).at("/items/0");

      assertThat(item.path("version").asInt()).isEqualTo(3);
      assertThat(item.at("/result/rule_version").asInt()).isEqualTo(2);
      assertThat(item.at("/result/verdict").asText()).isEqualTo("helps");
    }
  }

  @Test
  void allInterventionsTogetherAreComparedWithNoneWhereThePolicyHoldsSomebodyOut()
      throws Exception {
    try (RunningServer running = RunningServer.withTokens()) {
      Portion portion = new Portion();
      portion.rule("left", 1, document("left", 1));
      running.put(portion);
      assertThat(interventions(running).path("global").isNull()).isTrue();

      Portion counted = new Portion();
      counted.experiment(experiment("global", 0, "helps"));
      running.put(counted);

      JsonNode answer = interventions(running);
      assertThat(answer.path("items")).hasSize(1);
      assertThat(answer.at("/items/0/result").isNull()).isTrue();
      assertThat(answer.at("/global/result/verdict").asText()).isEqualTo("helps");
      assertThat(answer.at("/global/result/value/low").asDouble()).isEqualTo(-3.1);
      assertThat(answer.at("/global/guardrails/0/guardrail").asText()).isEqualTo("opt_out");
      assertThat(answer.at("/global/guardrails/0/tripped").asBoolean()).isTrue();
    }
  }

  @Test
  void aPauseThatKafkaDoesNotTakeIsInTheAuditAsThat() throws Exception {
    try (RunningServer running = RunningServer.withTokens()) {
      Portion portion = new Portion();
      portion.rule(
          "cart-left",
          1,
          """
        rules:
          - id: cart-left
            title: Cart left
            when: { event: add_to_cart }
            intervene: { action: remind, channel: email }
        """);
      running.put(portion);
      HttpResponse<String> answer =
          running
              .visitor(Role.OPERATOR)
              .send("POST", "/api/interventions/cart-left/pause", "{\"reason\":\"wrong price\"}");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(running.audit.latest(2, Long.MAX_VALUE))
          .extracting(entry -> entry.action() + " by " + entry.who() + " of " + entry.subject())
          .containsExactly(
              "intervention.pause.failed by olan of rule:cart-left",
              "intervention.pause.asked by olan of rule:cart-left");
    }
  }

  private static JsonNode interventions(RunningServer running) throws Exception {
    return Json.parse(running.visitor(Role.VIEWER).get("/api/interventions").body());
  }

  private static String document(String id, int version) {
    return """
    rules:
      - id: %s
        version: %d
        title: Left
        when: { event: add_to_cart }
        intervene: { action: remind, channel: email }
    """
        .formatted(id, version);
  }

  private static Moment decision(String rule, int number, String verdict, String reason) {
    return Moment.decision(
        Json.object()
            .put("trigger_id", rule + number)
            .put("rule_id", rule)
            .put("customer_id", "c-" + number)
            .put("verdict", verdict)
            .put("reason", reason)
            .put("occurred_at", Json.time(NOON))
            .put("decided_at", Json.time(NOON)));
  }

  private static Moment outcome(String experiment, int number, String arm, String status, long at) {
    return Moment.outcome(
        Json.object()
            .put("outcome_id", experiment + number)
            .put("experiment", experiment)
            .put("customer_id", "c-" + number)
            .put("arm", arm)
            .put("status", status)
            .put("occurred_at", Json.time(at)));
  }

  private static ObjectNode experiment(String name, int version, String verdict) {
    ObjectNode experiment =
        Json.object()
            .put("experiment", name)
            .put("rule_version", version)
            .put("verdict", verdict)
            .put("occurred_at", Json.time(NOON));
    for (String arm : List.of("treatment", "holdout")) {
      experiment.putObject(arm).put("assigned", 9).put("measured", 8).put("reached", 3);
    }
    experiment.putObject("value").put("value", 12.4).put("low", -3.1).put("high", 27.9);
    experiment
        .putArray("guardrails")
        .addObject()
        .put("guardrail", "opt_out")
        .put("treatment", 2)
        .put("holdout", 0)
        .put("p", 0.01)
        .put("harm", true);
    return experiment;
  }
}

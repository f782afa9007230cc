package io.waymark.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Role;
import io.waymark.console.feed.PauseWriter;
import io.waymark.console.store.Json;
import io.waymark.console.store.PauseWork;
import io.waymark.console.store.Rules;
import io.waymark.console.store.Tallies;
import io.waymark.domain.experiment.Enrolment;
import io.waymark.domain.intervention.Pause;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is done about friction, whether it helps, and stopping it. */
final class InterventionPages {
  private static final Duration KEPT = Duration.ofDays(7);

  private final Rules rules;
  private final RulePages explained;
  private final Tallies tallies;
  private final PauseWriter pauses;
  private final PauseWork work;

  InterventionPages(
      Rules rules, RulePages explained, Tallies tallies, PauseWriter pauses, PauseWork work) {
    this.rules = rules;
    this.explained = explained;
    this.tallies = tallies;
    this.pauses = pauses;
    this.work = work;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/interventions", Role.VIEWER, this::list),
        Route.post("/api/interventions/{rule}/pause", Role.OPERATOR, request -> say(request, true)),
        Route.post(
            "/api/interventions/{rule}/resume", Role.OPERATOR, request -> say(request, false)));
  }

  private static final class Funnel {
    long heldOut;
    long issued;
    long cancelled;
    long delivered;
    long outcomeReached;
    long failed;
    final Map<String, Long> withheld = new HashMap<>();

    void add(Tallies.Tally tally) {
      String what = tally.kind() + " " + tally.status();
      switch (what) {
        case "decision issued" -> issued += tally.times();
        case "decision cancelled" -> cancelled += tally.times();
        case "decision withheld" -> {
          if ("holdout".equals(tally.reason())) {
            heldOut += tally.times();
          } else {
            String reason = tally.reason() == null ? "unknown" : tally.reason();
            withheld.merge(reason, tally.times(), Long::sum);
          }
        }
        case "delivery delivered" -> {
          // That something is taken back is told by a message of its own.
          if ("trigger.issued".equals(tally.reason())) {
            delivered += tally.times();
          }
        }
        case "delivery dead", "delivery expired" -> failed += tally.times();
        case "outcome reached" -> {
          // An outcome's reason is its arm; who was kept without is no part of what was done.
          if ("treatment".equals(tally.reason())) {
            outcomeReached += tally.times();
          }
        }
        default -> {}
      }
    }

    ObjectNode view() {
      long kept = withheld.values().stream().mapToLong(Long::longValue).sum();
      ObjectNode view =
          Json.object()
              .put("eligible", issued + heldOut + kept)
              .put("held_out", heldOut)
              .put("issued", issued)
              .put("delivered", delivered)
              .put("outcome_reached", outcomeReached)
              .put("failed", failed)
              .put("cancelled", cancelled);
      ObjectNode reasons = view.putObject("withheld");
      withheld.forEach(reasons::put);
      return view;
    }
  }

  private ObjectNode list(Request request) {
    Map<String, Funnel> funnels = new HashMap<>();
    for (Tallies.Tally tally :
        tallies.since(
            tallies.upTo() - KEPT.toMillis(), List.of("decision", "delivery", "outcome"))) {
      funnels.computeIfAbsent(tally.ruleId(), id -> new Funnel()).add(tally);
    }
    Map<String, ObjectNode> results = tallies.experiments();
    Map<String, Tallies.Pause> paused = tallies.pauses();
    ObjectNode answer = Json.object();
    answer.set("global", global(results.get(Enrolment.GLOBAL)));
    ArrayNode items = answer.putArray("items");
    for (Rules.Published published : rules.list()) {
      ObjectNode rule = explained.explain(published);
      if (!rule.path("intervenes").asBoolean()) {
        continue;
      }
      String id = published.ruleId();
      ObjectNode item = items.addObject().put("rule_id", id);
      item.set("version", rule.get("version"));
      item.set("title", rule.get("title"));
      item.set("paused", view(paused.get(id)));
      item.set("funnel", funnels.getOrDefault(id, new Funnel()).view());
      ObjectNode result = results.get(id);
      item.set("result", result == null ? null : result(result));
      item.set("guardrails", guardrails(result));
    }
    return answer.putNull("next");
  }

  private static @Nullable ObjectNode view(Tallies.@Nullable Pause pause) {
    return pause == null || !pause.paused()
        ? null
        : Json.object()
            .put("by", pause.who() == null ? "waymark" : pause.who())
            .put("reason", pause.reason())
            .put("at", Json.time(pause.at()));
  }

  /** All interventions against none; null while the contact policy keeps nobody without. */
  private static @Nullable ObjectNode global(@Nullable ObjectNode experiment) {
    if (experiment == null) {
      return null;
    }
    ObjectNode global = Json.object();
    global.set("result", result(experiment));
    global.set("guardrails", guardrails(experiment));
    return global;
  }

  private static ObjectNode result(ObjectNode experiment) {
    ObjectNode result = Json.object();
    for (String field :
        List.of(
            "rule_version",
            "verdict",
            "treatment",
            "holdout",
            "difference",
            "lift",
            "p",
            "occurred_at",
            "value")) {
      result.set(field, experiment.get(field));
    }
    return result;
  }

  private static ArrayNode guardrails(@Nullable ObjectNode experiment) {
    ArrayNode guardrails = Json.object().putArray("guardrails");
    if (experiment != null) {
      for (JsonNode one : experiment.path("guardrails")) {
        ObjectNode guardrail = guardrails.addObject();
        for (String field : List.of("guardrail", "treatment", "holdout", "p")) {
          guardrail.set(field, one.get(field));
        }
        guardrail.set("tripped", one.get("harm"));
      }
    }
    return guardrails;
  }

  private ObjectNode say(Request request, boolean paused) {
    String rule = request.path("rule");
    boolean known =
        rules.list().stream()
            .anyMatch(
                one ->
                    one.ruleId().equals(rule)
                        && explained.explain(one).path("intervenes").asBoolean());
    if (!known) {
      throw Refused.notFound("rule that intervenes");
    }
    String reason = Request.text(request.body(), "reason");
    Pause word = pauses.word(rule, paused, reason, tallies.pauses().get(rule));
    work.asked(word, request.who());
    try {
      pauses.say(word);
    } catch (PauseWriter.NotSaid e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      work.failed(word, request.who(), cause.getClass().getSimpleName(), e.isCertain());
      throw new Refused(Refusal.NOT_SAID, String.valueOf(e.getMessage()));
    }
    work.said(word);
    return Json.object().put("rule_id", rule).put("paused", paused);
  }
}

package io.waymark.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.catalogue.RuleDocument;
import io.waymark.catalogue.RuleSentence;
import io.waymark.catalogue.ThaiRuleSentence;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;
import io.waymark.console.store.Kpis;
import io.waymark.console.store.RuleUsages;
import io.waymark.console.store.Rules;
import io.waymark.console.store.Tallies;
import io.waymark.domain.rule.Rule;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The rules that are published, in a sentence each, and how often they fire. */
final class RulePages {
  private static final Duration DAY = Duration.ofHours(24);
  private static final int REMEMBERED = 5000;

  private final Rules rules;
  private final Tallies tallies;
  private final Kpis kpis;
  private final RuleUsages usages;
  private final Map<Rules.Published, ObjectNode> explained = new ConcurrentHashMap<>();

  RulePages(Rules rules, Tallies tallies, Kpis kpis, RuleUsages usages) {
    this.rules = rules;
    this.tallies = tallies;
    this.kpis = kpis;
    this.usages = usages;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/rules", Role.VIEWER, this::list));
  }

  private static final class Fired {
    long live;
    long shadow;
  }

  private ObjectNode list(Request request) {
    Map<String, Fired> fired = new HashMap<>();
    long from = tallies.upTo() - DAY.toMillis();
    Map<String, RuleUsages.Usage> used = usages.since(from);
    Map<String, Long> customers = tallies.customersSince(from);
    for (Tallies.Tally tally : tallies.since(from, List.of("signal"))) {
      if (!tally.status().equals("fired")) {
        continue;
      }
      Fired rule = fired.computeIfAbsent(tally.ruleId(), id -> new Fired());
      // A signal's reason is its mode.
      if ("shadow".equals(tally.reason())) {
        rule.shadow += tally.times();
      } else {
        rule.live += tally.times();
      }
    }
    long events = kpis.eventsSince(from);
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    List<Rules.Published> all = rules.list();
    List<String> live =
        all.stream()
            .filter(one -> explain(one).path("mode").asText().equals("live"))
            .map(Rules.Published::ruleId)
            .toList();
    for (Rules.Published published : all) {
      Fired counts = fired.getOrDefault(published.ruleId(), new Fired());
      RuleUsages.Usage usage = used.get(published.ruleId());
      ObjectNode item =
          explain(published)
              .deepCopy()
              .put("fired_24h", counts.live)
              .put("customers_24h", customers.getOrDefault(published.ruleId(), 0L))
              .put("shadow_24h", counts.shadow)
              .put("suppressed_24h", usage == null ? null : usage.suppressed())
              .put("quarantined_at", usage == null ? null : Json.time(usage.quarantinedAt()))
              .put(
                  "explain",
                  "./waymark explain --events FILE --customer C --rule " + published.ruleId());
      item.set("hit_rate", hitRate(item, counts, events));
      item.set("compare", compare(item, live, fired));
      items.add(item.set("cost", cost(usage)));
    }
    return answer.putNull("next");
  }

  /**
   * A rule in shadow beside the live one that it is likely to replace: that whose id its own begins
   * with, and goes on after a dash, as in {@code left} and {@code left-sooner}. Null of others.
   */
  private static JsonNode compare(ObjectNode rule, List<String> live, Map<String, Fired> fired) {
    if (!rule.path("mode").asText().equals("shadow")) {
      return NullNode.getInstance();
    }
    String id = rule.path("rule_id").asText();
    String other =
        live.stream()
            .filter(one -> id.startsWith(one + "-"))
            .max(Comparator.comparingInt(String::length))
            .orElse(null);
    return Json.object()
        .put("rule_id", other)
        .put("fired_24h", other == null ? null : fired.getOrDefault(other, new Fired()).live)
        .put("command", "./waymark rules compare " + (other == null ? "LIVE" : other) + " " + id);
  }

  /** Of a thousand events; null if nothing is known of them. */
  private static @Nullable ObjectNode hitRate(ObjectNode rule, Fired counts, long events) {
    long hits = rule.path("mode").asText().equals("shadow") ? counts.shadow : counts.live;
    return events == 0 ? null : Json.object().put("value", 1000.0 * hits / events).put("n", events);
  }

  /** What is not measured yet is not free. */
  private static JsonNode cost(RuleUsages.@Nullable Usage usage) {
    if (usage == null || usage.events() == 0) {
      return NullNode.getInstance();
    }
    ObjectNode cost = Json.object().put("eval_us", usage.nanos() / 1e3 / usage.events());
    return usage.journeys() == 0
        ? cost.putNull("state_bytes")
        : cost.put("state_bytes", (double) usage.bytes() / usage.journeys());
  }

  /** What a document says; it is the same for good. */
  ObjectNode explain(Rules.Published published) {
    if (explained.size() > REMEMBERED) {
      explained.clear();
    }
    return explained.computeIfAbsent(published, RulePages::read);
  }

  private static ObjectNode read(Rules.Published published) {
    ObjectNode view = Json.object().put("rule_id", published.ruleId());
    try {
      Rule rule = RuleDocument.parse(published.ruleId(), published.document()).rule();
      view.put("version", rule.version())
          .put("title", rule.title())
          .put("sentence", RuleSentence.of(rule))
          .put("sentence_th", ThaiRuleSentence.of(rule))
          .put("mode", rule.mode().name().toLowerCase(Locale.ROOT))
          .put("severity", rule.severity().name().toLowerCase(Locale.ROOT))
          .put("stage", rule.stage())
          .put("intervenes", rule.intervene() != null);
      ArrayNode tags = view.putArray("tags");
      rule.tags().forEach(tags::add);
    } catch (IllegalArgumentException e) {
      // Jobs keep the version before it, and say so.
      view.put("title", published.ruleId())
          .put("sentence", "It can't be read: " + e.getMessage())
          .put("sentence_th", "อ่านไม่ได้: " + e.getMessage());
      view.putNull("version").putNull("mode").putNull("severity").putNull("stage");
      view.put("intervenes", false).putArray("tags");
    }
    return view;
  }
}

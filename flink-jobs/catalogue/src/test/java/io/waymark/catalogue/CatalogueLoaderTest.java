package io.waymark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Alerting;
import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Pattern.Absence;
import io.waymark.domain.rule.Pattern.Clock;
import io.waymark.domain.rule.Pattern.Count;
import io.waymark.domain.rule.Pattern.Level;
import io.waymark.domain.rule.Pattern.OnEvent;
import io.waymark.domain.rule.Pattern.Points;
import io.waymark.domain.rule.Pattern.Score;
import io.waymark.domain.rule.Pattern.Sequence;
import io.waymark.domain.rule.Pattern.Step;
import io.waymark.domain.rule.Pattern.Wait;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import io.waymark.domain.rule.Truth;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueLoaderTest {

  private static Rule only(String yaml) {
    var catalogue = CatalogueLoader.load("rules.yaml", yaml);
    assertThat(catalogue.problems()).isEmpty();
    assertThat(catalogue.rules()).hasSize(1);
    return catalogue.rules().get(0);
  }

  private static Rule when(String pattern) {
    return only(
        """
        rules:
          - id: r
            title: R
            when: %s
        """
            .formatted(pattern));
  }

  private static long minutes(long minutes) {
    return Duration.ofMinutes(minutes).toMillis();
  }

  @Test
  void everyFieldOfARuleIsRead() {
    Rule rule =
        only(
            """
            rules:
              - id: checkout-abandoned
                version: 3
                title: Checkout abandoned
                description: Checkout was begun and no purchase followed.
                kind: opportunity
                severity: high
                stage: purchase
                tags: [funnel]
                mode: shadow
                effective_from: 2026-01-01T00:00:00Z
                on_change: restart
                per: [cart_id]
                when:
                  absence: { after: begin_checkout, of: purchase, within: 30m, clock: first }
                unless: [ cart_emptied ]
                resolve: [ refund ]
                resolve_within: 2h
                only_if: [ {seen: view_item, within: 7d}, {not_seen: complaint, within: 30d} ]
                cooldown: 24h
                alert: { group_by: [channel], team: web, runbook: "https://example.org/r" }
                intervene:
                  action: resume-checkout
                  channel: email
                  purpose: service
                  useful_for: 12h
                  priority: 60
                  holdout: 10%
            """);

    assertThat(rule)
        .isEqualTo(
            new Rule(
                "checkout-abandoned",
                3,
                "Checkout abandoned",
                "Checkout was begun and no purchase followed.",
                Kind.OPPORTUNITY,
                Severity.HIGH,
                "purchase",
                List.of("funnel"),
                Mode.SHADOW,
                Instant.parse("2026-01-01T00:00:00Z").toEpochMilli(),
                List.of("cart_id"),
                new Absence(
                    new OnEvent(Selector.of("begin_checkout")),
                    Selector.of("purchase"),
                    minutes(30),
                    null,
                    0,
                    Clock.FIRST),
                List.of(Selector.of("cart_emptied")),
                List.of(Selector.of("refund")),
                minutes(120),
                List.of(
                    new Condition(true, Selector.of("view_item"), minutes(7 * 24 * 60)),
                    new Condition(false, Selector.of("complaint"), minutes(30 * 24 * 60))),
                minutes(24 * 60),
                new Alerting(List.of("channel"), "web", "https://example.org/r"),
                new Intervention(
                    "resume-checkout",
                    "email",
                    Intervention.Purpose.SERVICE,
                    minutes(12 * 60),
                    60,
                    0.1,
                    List.of(),
                    minutes(7 * 24 * 60)),
                List.of(),
                OnChange.RESTART));
  }

  @Test
  void whatIsNotSaidHasADefault() {
    Rule rule =
        only(
            """
            rules:
              - id: bare
                title: Bare
                when: { wait: { start: a, end: b, levels: [ {after: 60s}, {after: 3m, severity: high} ] } }
                unless: c
                alert: {}
                intervene: { action: act }
            """);

    assertThat(rule.version()).isEqualTo(1);
    assertThat(rule.kind()).isEqualTo(Kind.FRICTION);
    assertThat(rule.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(rule.mode()).isEqualTo(Mode.LIVE);
    assertThat(rule.effectiveFrom()).isEqualTo(Long.MIN_VALUE);
    assertThat(rule.onChange()).isEqualTo(OnChange.FINISH);
    assertThat(rule.resolveWithin()).isEqualTo(minutes(24 * 60));
    assertThat(rule.resolve()).containsExactly(Selector.of("c"), Selector.of("b"));
    assertThat(rule.cooldown()).isZero();
    assertThat(rule.alert()).isEqualTo(new Alerting(List.of("touchpoint"), null, null));
    assertThat(rule.intervene())
        .isEqualTo(
            new Intervention(
                "act",
                null,
                Intervention.Purpose.MARKETING,
                minutes(24 * 60),
                50,
                0,
                List.of(),
                minutes(7 * 24 * 60)));
    assertThat(rule.when())
        .isEqualTo(
            new Wait(
                Selector.of("a"),
                Selector.of("b"),
                List.of(new Level(60_000, Severity.MEDIUM), new Level(180_000, Severity.HIGH))));
  }

  @Test
  void anAbsenceIsResolvedByWhatItMissesAndAnEmptyResolveMeansNever() {
    String absence =
        """
        rules:
          - id: r
            title: R
            when: { absence: { after: a, of: b, within: 1m } }
            unless: [c]
        """;

    assertThat(only(absence).resolve()).containsExactly(Selector.of("c"), Selector.of("b"));
    assertThat(only(absence + "    resolve: []\n").resolve()).isEmpty();
  }

  @Test
  void allPatternsAreRead() {
    assertThat(when("{ event: a }").when()).isEqualTo(new OnEvent(Selector.of("a")));
    assertThat(when("{ event: \"*\" }").when()).isEqualTo(new OnEvent(Selector.any()));
    assertThat(
            when("{ count: { of: [a, b], at_least: 3, within: 2s, distinct: item, again: 1m } }")
                .when())
        .isEqualTo(
            new Count(
                new Selector(Set.of("a", "b"), Set.of(), Set.of(), null),
                3,
                2_000,
                "item",
                null,
                60_000L));
    assertThat(when("{ count: { of: a, at_least: 99.5, within: 1h, sum: value } }").when())
        .isEqualTo(new Count(Selector.of("a"), 99.5, 3_600_000, null, "value", null));
    assertThat(
            when("{ sequence: { steps: [a, {none: b}, {type: c, times: 2}], within: 500ms } }")
                .when())
        .isEqualTo(
            new Sequence(
                List.of(
                    Step.of(Selector.of("a")),
                    Step.none(Selector.of("b")),
                    new Step(Selector.of("c"), 2, false)),
                500));
    assertThat(when("{ absence: { after: a, of: b, until: attr.due, plus: 1h } }").when())
        .isEqualTo(
            new Absence(
                new OnEvent(Selector.of("a")),
                Selector.of("b"),
                null,
                "due",
                3_600_000,
                Clock.LAST));
    assertThat(
            when("{ absence: { after: {count: {of: a, at_least: 2, within: 1m}}, of: b, within: 1m"
                    + " } }")
                .when())
        .isEqualTo(
            new Absence(
                new Count(Selector.of("a"), 2, 60_000, null, null, null),
                Selector.of("b"),
                60_000L,
                null,
                0,
                Clock.LAST));
    assertThat(
            when("{ score: { add: [{of: a, points: -1.5}, {of: b, points: 4}], at_least: 5 } }")
                .when())
        .isEqualTo(
            new Score(
                List.of(new Points(Selector.of("a"), -1.5), new Points(Selector.of("b"), 4)),
                null,
                5,
                2.5));
  }

  @Test
  void aSelectorNarrowsByChannelTouchpointAndExpression() {
    Rule rule =
        when("{ event: {type: a, channel: [web, app], touchpoint: /p, where: attr.n > 2} }");
    var selector = ((OnEvent) rule.when()).of();

    assertThat(selector.channels()).containsExactlyInAnyOrder("web", "app");
    assertThat(selector.touchpoints()).containsExactly("/p");
    assertThat(selector.test(Scope.of(event(Map.of("n", 3L))))).isEqualTo(Truth.TRUE);
    assertThat(selector.test(Scope.of(event(Map.of("n", 2.5))))).isEqualTo(Truth.TRUE);
    assertThat(selector.test(Scope.of(event(Map.of("n", 2L))))).isEqualTo(Truth.FALSE);
    assertThat(selector.test(Scope.of(event(Map.of())))).isEqualTo(Truth.ERROR);
  }

  private static Event event(Map<String, Object> attributes) {
    return new Event("e", "a", 0, "c", null, null, "web", "/p", attributes);
  }

  @Test
  void aDirectoryIsReadInOrderAndAnIdIsTakenOnce(@TempDir Path dir) throws Exception {
    String rule = "rules: [ {id: %s, title: T, when: {event: a}} ]\n";
    Files.writeString(dir.resolve("b.yml"), rule.formatted("one"));
    Files.writeString(dir.resolve("a.yaml"), rule.formatted("one"));
    Files.writeString(dir.resolve("c.yaml"), rule.formatted("two"));
    Files.writeString(dir.resolve("notes.txt"), "not a rule");

    var catalogue = CatalogueLoader.load(dir);

    assertThat(catalogue.rules()).extracting(Rule::id).containsExactly("one", "two");
    assertThat(catalogue.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.place().source()).endsWith("b.yml");
              assertThat(problem.message()).contains("already defined at", "a.yaml:1:10");
            });
  }

  @Test
  void aThousandRulesLoadQuickly() {
    var yaml = new StringBuilder("rules:\n");
    for (int i = 0; i < 1_000; i++) {
      yaml.append("  - id: rule-").append(i).append("\n    title: Rule\n    when:\n      count:\n");
      yaml.append("        of: {type: click, where: 'attr.n > ")
          .append(i)
          .append(" && has(attr.b)");
      yaml.append(" && attr.b == \"x\"'}\n        at_least: 3\n        within: 2s\n");
    }
    // CPU time, so that a busy machine does not fail the test.
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();

    assertThat(CatalogueLoader.load("many.yaml", yaml.toString()).rules()).hasSize(1_000);
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(8));
  }
}

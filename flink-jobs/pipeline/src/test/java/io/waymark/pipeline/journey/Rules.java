package io.waymark.pipeline.journey;

import io.waymark.domain.friction.Limits;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Absence;
import io.waymark.domain.rule.Pattern.Count;
import io.waymark.domain.rule.Pattern.Level;
import io.waymark.domain.rule.Pattern.OnEvent;
import io.waymark.domain.rule.Pattern.Sequence;
import io.waymark.domain.rule.Pattern.Step;
import io.waymark.domain.rule.Pattern.Wait;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.rules.RuleDocument;
import io.waymark.pipeline.rules.RuleSource;
import io.waymark.pipeline.rules.RuleUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rules for tests; a document's text is the name of its pattern here. */
final class Rules {
  static final long BOUND = 5_000;
  static final long MINUTE = 60_000;

  static final Limits LIMITS = Limits.DEFAULT.withOutOfOrderness(Duration.ofMillis(BOUND));

  private Rules() {}

  /** The catalogue of the tests as revision 1 of the rules topic. */
  static List<RuleUpdate> catalogue() {
    List<RuleUpdate> updates = new ArrayList<>();
    for (String name : List.of("abandoned", "clicks", "queue", "hesitates")) {
      updates.add(RuleUpdate.published(name, name, 1));
    }
    updates.add(RuleUpdate.completed(1));
    return updates;
  }

  /** A topic that says this and nothing else, read by a release that lacks some patterns. */
  static RuleSource source(List<RuleUpdate> updates, Set<String> notUnderstood) {
    List<RuleUpdate> topic = List.copyOf(updates);
    return new RuleSource(
        () -> topic,
        document -> {
          if (notUnderstood.contains(document.text())) {
            throw new IllegalArgumentException("not in this release: " + document.text());
          }
          return rule(document);
        });
  }

  static Rule rule(RuleDocument document) {
    Selector purchase = Selector.of("purchase");
    return switch (document.text()) {
      case "abandoned" ->
          rule(
              document.ruleId(),
              new Absence(
                  new OnEvent(Selector.of("begin_checkout")),
                  purchase,
                  30 * MINUTE,
                  null,
                  0,
                  Pattern.Clock.LAST),
              List.of(purchase));
      case "clicks" ->
          rule(
              document.ruleId(),
              new Count(Selector.of("click"), 3, 10_000, null, null, null),
              List.of());
      case "queue" ->
          rule(
              document.ruleId(),
              new Wait(
                  Selector.of("queue_entered"),
                  Selector.of("queue_left"),
                  List.of(new Level(MINUTE, Severity.LOW), new Level(3 * MINUTE, Severity.HIGH))),
              List.of(Selector.of("queue_left")));
      case "hesitates" ->
          rule(
              document.ruleId(),
              new Sequence(
                  List.of(
                      Step.of(Selector.of("begin_checkout")),
                      Step.none(purchase),
                      Step.of(Selector.of("click"))),
                  5 * MINUTE),
              List.of(purchase));
      default -> throw new IllegalArgumentException("no such rule: " + document.text());
    };
  }

  private static Rule rule(String id, Pattern when, List<Selector> resolve) {
    return new Rule(
        id,
        1,
        id,
        null,
        Kind.FRICTION,
        Severity.MEDIUM,
        null,
        List.of(),
        Mode.LIVE,
        Long.MIN_VALUE,
        List.of(),
        when,
        List.of(),
        resolve,
        Rule.DEFAULT_RESOLVE_WITHIN,
        List.of(),
        0,
        null,
        null);
  }
}

package io.waymark.pipeline.journey;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.Stories;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.journey.Cue;
import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.journey.Meaning;
import io.waymark.domain.journey.Presence;
import io.waymark.domain.journey.Scoring;
import io.waymark.domain.journey.Sessions;
import io.waymark.domain.journey.Stage;
import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Absence;
import io.waymark.domain.rule.Pattern.Count;
import io.waymark.domain.rule.Pattern.Level;
import io.waymark.domain.rule.Pattern.OnEvent;
import io.waymark.domain.rule.Pattern.Sequence;
import io.waymark.domain.rule.Pattern.Step;
import io.waymark.domain.rule.Pattern.Wait;
import io.waymark.domain.rule.Predicate;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import io.waymark.domain.rule.Truth;
import io.waymark.pipeline.rules.RuleCompiler;
import io.waymark.pipeline.rules.RuleDocument;
import io.waymark.pipeline.rules.RuleSource;
import io.waymark.pipeline.rules.RuleUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Rules for tests; a document's text is the name of its pattern here, or all that {@link #text}
 * says.
 */
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
    return new RuleSource(() -> topic, new Compiler(Set.copyOf(notUnderstood)));
  }

  /** The catalogue on top of journeys with two stages. */
  static List<RuleUpdate> withJourneys() {
    List<RuleUpdate> updates = new ArrayList<>(catalogue());
    updates.add(0, RuleUpdate.published(RuleUpdate.JOURNEY, "two stages", 1));
    return updates;
  }

  /** Holds, but for events of eve: there it throws. */
  private enum Poison implements Predicate {
    FOR_EVE;

    @Override
    public Truth test(Scope scope) {
      if ("eve".equals(scope.event().customer())) {
        throw new ArithmeticException("poison");
      }
      return Truth.TRUE;
    }

    @Override
    public String text() {
      return "poison";
    }

    @Override
    public PreviousUse previousUse() {
      return PreviousUse.NONE;
    }
  }

  /** Holds for nothing, and takes time to find that out: what moves this clock. */
  private record Slow(long nanos) implements Predicate {
    private static final AtomicLong CLOCK = new AtomicLong();

    @Override
    public Truth test(Scope scope) {
      CLOCK.addAndGet(nanos);
      return Truth.FALSE;
    }

    @Override
    public String text() {
      return "slow";
    }

    @Override
    public PreviousUse previousUse() {
      return PreviousUse.NONE;
    }
  }

  /** What rules called {@code slow-MILLISECONDS} take of a clock for each click they look at. */
  static AtomicLong clockOfSlowRules() {
    return Slow.CLOCK;
  }

  private record Compiler(Set<String> notUnderstood) implements RuleCompiler {
    @Override
    public Rule compile(RuleDocument document) {
      if (notUnderstood.contains(document.text())) {
        throw new IllegalArgumentException("not in this release: " + document.text());
      }
      return rule(document);
    }

    @Override
    public @Nullable JourneyModel journey(@Nullable RuleDocument published) {
      return published == null ? null : twoStages();
    }
  }

  /** Who clicks looks around, and who purchases has bought. */
  private static JourneyModel twoStages() {
    return new JourneyModel(
        "two",
        List.of(new Stage("looking", Map.of(), null), new Stage("bought", Map.of(), null)),
        List.of(enters(0, "click"), enters(1, "purchase")),
        new Scoring(
            MINUTE,
            10,
            new Scoring.Emotion(1, 0, 0, MINUTE, MINUTE, Map.of(), 0),
            List.of(),
            1,
            new Scoring.Thresholds(List.of(), List.of(), List.of())),
        new Sessions(Set.of("web"), MINUTE, MINUTE, 2, 0.5, 0.5),
        new Presence(Set.of("web"), 24 * 60 * MINUTE, 48 * 60 * MINUTE),
        5);
  }

  private static Cue enters(int stage, String type) {
    return new Cue.OfEvents(new OnEvent(Selector.of(type)), List.of(), new Meaning.Enters(stage));
  }

  /**
   * The document of a version.
   *
   * @param minutes after {@link EventLog#START} from which it is effective
   */
  static String text(String pattern, int version, OnChange onChange, int minutes) {
    return pattern + " " + version + " " + onChange + " " + minutes;
  }

  static Rule rule(RuleDocument document) {
    String[] words = document.text().split(" ");
    Rule first = rule(document.ruleId(), words[0]);
    return words.length == 1
        ? first
        : version(
            first,
            Integer.parseInt(words[1]),
            OnChange.valueOf(words[2]),
            EventLog.START + Integer.parseInt(words[3]) * MINUTE);
  }

  private static Rule rule(String id, String pattern) {
    if (pattern.startsWith("slow-")) {
      Slow slow = new Slow(Long.parseLong(pattern.substring(5)) * 1_000_000);
      return rule(id, new OnEvent(Selector.of("click").where(slow)), List.of());
    }
    Selector purchase = Selector.of("purchase");
    return switch (pattern) {
      case "abandoned" -> rule(id, abandoned(30), List.of(purchase));
      case "abandoned-sooner" -> rule(id, abandoned(15), List.of(purchase));
      case "abandoned-later" -> rule(id, abandoned(40), List.of(purchase));
      case "poison" -> rule(id, new OnEvent(Selector.of("click").where(Poison.FOR_EVE)), List.of());
      case "poisonous-end" -> rule(id, abandoned(30, purchase.where(Poison.FOR_EVE)), List.of());
      case "clicks" ->
          rule(id, new Count(Selector.of("click"), 3, 10_000, null, null, null), List.of());
      case "queue" ->
          rule(
              id,
              new Wait(
                  Selector.of("queue_entered"),
                  Selector.of("queue_left"),
                  List.of(new Level(MINUTE, Severity.LOW), new Level(3 * MINUTE, Severity.HIGH))),
              List.of(Selector.of("queue_left")));
      case "hesitates" ->
          rule(
              id,
              new Sequence(
                  List.of(
                      Step.of(Selector.of("begin_checkout")),
                      Step.none(purchase),
                      Step.of(Selector.of("click"))),
                  5 * MINUTE),
              List.of(purchase));
      default -> throw new IllegalArgumentException("no such rule: " + pattern);
    };
  }

  private static Absence abandoned(int minutes) {
    return abandoned(minutes, Selector.of("purchase"));
  }

  private static Absence abandoned(int minutes, Selector end) {
    return new Absence(
        new OnEvent(Selector.of("begin_checkout")),
        end,
        minutes * MINUTE,
        null,
        0,
        Pattern.Clock.LAST);
  }

  private static Rule version(Rule rule, int version, OnChange onChange, long effectiveFrom) {
    return RuleBuilder.like(rule)
        .version(version)
        .effectiveFrom(effectiveFrom)
        .onChange(onChange)
        .build();
  }

  private static Rule rule(String id, Pattern when, List<Selector> resolve) {
    return Stories.rule(id).when(when).resolve(resolve).build();
  }
}

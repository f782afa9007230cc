package io.waymark.domain.reference;

import io.waymark.domain.Predicates;
import io.waymark.domain.RuleBuilder;
import io.waymark.domain.rule.Condition;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Predicate;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Rules of all patterns with all options, over the events of {@link LogArbitraries}. */
public final class RuleArbitraries {
  private static final List<String> PER = List.of("k", "j", "session_id", "channel", "touchpoint");

  private RuleArbitraries() {}

  /** One to three rules and a log. Edge cases are off: they are mostly logs of one event. */
  public static Arbitrary<RuleCase> cases() {
    return Combinators.combine(rules(), LogArbitraries.logs()).as(RuleCase::new).withoutEdgeCases();
  }

  /** One to three rules, ids {@code r1} to {@code r3}. */
  static Arbitrary<List<Rule>> rules() {
    return rule()
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(
            rules -> {
              List<Rule> named = new ArrayList<>();
              for (Rule rule : rules) {
                named.add(withId(rule, "r" + (named.size() + 1)));
              }
              return named;
            });
  }

  private record Life(
      List<Selector> unless, List<Selector> resolve, long resolveWithin, long cooldown) {}

  private record Frame(
      Severity severity, Mode mode, long effectiveFrom, List<String> per, List<Condition> onlyIf) {}

  static Arbitrary<Rule> rule() {
    return Combinators.combine(PatternArbitraries.patterns(), frame(), life())
        .as(
            (when, frame, life) ->
                new Rule(
                    "r",
                    1,
                    "r",
                    null,
                    Kind.FRICTION,
                    frame.severity(),
                    null,
                    List.of(),
                    frame.mode(),
                    frame.effectiveFrom(),
                    frame.per(),
                    when,
                    life.unless(),
                    life.resolve(),
                    life.resolveWithin(),
                    frame.onlyIf(),
                    life.cooldown(),
                    null,
                    null));
  }

  private static Arbitrary<Frame> frame() {
    Arbitrary<Mode> mode =
        Arbitraries.frequency(
            Tuple.of(18, Mode.LIVE), Tuple.of(2, Mode.SHADOW), Tuple.of(1, Mode.DISABLED));
    Arbitrary<Long> effectiveFrom =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(Long.MIN_VALUE)),
            Tuple.of(
                1,
                Arbitraries.longs()
                    .between(0, LogArbitraries.CELLS / 2)
                    .map(c -> LogArbitraries.START + c * LogArbitraries.GRID)));
    Arbitrary<List<String>> per =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(List.<String>of())),
            Tuple.of(2, Arbitraries.of("k", "k", "j", "channel", "session_id").map(List::of)),
            Tuple.of(
                1,
                Arbitraries.of(PER)
                    .set()
                    .ofSize(2)
                    .map(names -> names.stream().sorted().toList())));
    Arbitrary<Condition> condition =
        Combinators.combine(Arbitraries.of(true, false), selector(), spans(0, 6))
            .as(Condition::new);
    Arbitrary<List<Condition>> onlyIf =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.just(List.<Condition>of())),
            Tuple.of(1, condition.list().ofMinSize(1).ofMaxSize(2)));
    return Combinators.combine(Arbitraries.of(Severity.class), mode, effectiveFrom, per, onlyIf)
        .as(Frame::new);
  }

  private static Arbitrary<Life> life() {
    Arbitrary<List<Selector>> unless = rarely(selector().list().ofMinSize(1).ofMaxSize(2), 3);
    Arbitrary<List<Selector>> resolve = selector().list().ofMaxSize(2);
    Arbitrary<Long> resolveWithin =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(Rule.DEFAULT_RESOLVE_WITHIN)), Tuple.of(1, spans(1, 6)));
    Arbitrary<Long> cooldown =
        Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(0L)), Tuple.of(1, spans(1, 8)));
    return Combinators.combine(unless, resolve, resolveWithin, cooldown).as(Life::new);
  }

  private static Arbitrary<List<Selector>> rarely(Arbitrary<List<Selector>> some, int none) {
    return Arbitraries.frequencyOf(
        Tuple.of(none, Arbitraries.just(List.<Selector>of())), Tuple.of(1, some));
  }

  /** Whole cells of the grid. */
  static Arbitrary<Long> spans(long least, long most) {
    return Arbitraries.longs().between(least, most).map(cells -> cells * LogArbitraries.GRID);
  }

  /** One type, several, or all; now and then narrowed further. */
  static Arbitrary<Selector> selector() {
    Arbitrary<Set<String>> types =
        Arbitraries.frequencyOf(
            Tuple.of(6, LogArbitraries.types().set().ofSize(1)),
            Tuple.of(3, LogArbitraries.types().set().ofSize(2)),
            Tuple.of(1, Arbitraries.just(Set.<String>of())));
    Arbitrary<Selector> plain = types.map(t -> new Selector(t, Set.of(), Set.of(), null));
    Arbitrary<Selector> placed = types.map(t -> new Selector(t, Set.of("web"), Set.of(), null));
    Arbitrary<Selector> at = types.map(t -> new Selector(t, Set.of(), Set.of("/x", "/z"), null));
    Arbitrary<Selector> conditional = Combinators.combine(plain, condition()).as(Selector::where);
    return Arbitraries.frequencyOf(
        Tuple.of(14, plain), Tuple.of(1, placed), Tuple.of(1, at), Tuple.of(2, conditional));
  }

  private static Arbitrary<Predicate> condition() {
    return Arbitraries.of(
        Predicates.hasAttribute("k"),
        Predicates.attributeIs("k", 1L),
        Predicates.not(Predicates.attributeIs("k", 1.0)),
        Predicates.attributeAbove("v", 0),
        Predicates.not(Predicates.attributeAbove("v", 1.5)));
  }

  private static Rule withId(Rule r, String id) {
    return RuleBuilder.like(r).id(id).build();
  }
}

package io.waymark.domain.reference;

import static io.waymark.domain.reference.RuleArbitraries.selector;
import static io.waymark.domain.reference.RuleArbitraries.spans;

import io.waymark.domain.Predicates;
import io.waymark.domain.rule.Pattern;
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
import io.waymark.domain.rule.Predicate;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** The six patterns, with all their options. */
final class PatternArbitraries {
  private PatternArbitraries() {}

  static Arbitrary<Pattern> patterns() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, onEvent()),
        Tuple.of(4, count()),
        Tuple.of(5, sequence()),
        Tuple.of(5, absence()),
        Tuple.of(4, waiting()),
        Tuple.of(3, score()));
  }

  private static Arbitrary<Pattern> onEvent() {
    return selector().map(OnEvent::new);
  }

  private static Arbitrary<Pattern> count() {
    Arbitrary<@Nullable Long> again = spans(1, 6).injectNull(0.6);
    Arbitrary<Long> within =
        Arbitraries.frequencyOf(Tuple.of(8, spans(1, 5)), Tuple.of(1, spans(0, 0)));
    Arbitrary<Pattern> plain =
        Combinators.combine(selector(), Arbitraries.integers().between(1, 3), within, again)
            .as((of, k, d, more) -> new Count(of, k, d, null, null, more));
    Arbitrary<Pattern> distinct =
        Combinators.combine(
                selector(),
                Arbitraries.integers().between(1, 3),
                within,
                Arbitraries.of("k", "v", "channel", "touchpoint", "session_id"),
                again)
            .as((of, k, d, name, more) -> new Count(of, k, d, name, null, more));
    Arbitrary<Pattern> sum =
        Combinators.combine(
                selector(),
                Arbitraries.of(0.5, 1.0, 2.0, 3.5),
                within,
                Arbitraries.of("v", "k"),
                again)
            .as((of, k, d, name, more) -> new Count(of, k, d, null, name, more));
    return Arbitraries.frequencyOf(Tuple.of(2, plain), Tuple.of(1, distinct), Tuple.of(1, sum));
  }

  /** A step with, now and then, a {@code none} before it; the first step has none to lose. */
  private record Part(Step step, List<Step> none) {}

  private static Arbitrary<Pattern> sequence() {
    Arbitrary<Step> plain =
        Combinators.combine(
                selector(), Arbitraries.frequency(Tuple.of(10, 1), Tuple.of(2, 2), Tuple.of(1, 3)))
            .as((of, times) -> new Step(of, times, false));
    Arbitrary<Predicate> back =
        Arbitraries.of(
            Predicates.sameAsBefore("k"),
            Predicates.differsFromBefore("v"),
            Predicates.differsFromBefore("k"));
    Arbitrary<Step> backward =
        Combinators.combine(plain, back)
            .as((step, where) -> new Step(step.of().where(where), step.times(), false));
    Arbitrary<List<Step>> none =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.just(List.<Step>of())),
            Tuple.of(1, selector().map(Step::none).list().ofMinSize(1).ofMaxSize(2)));
    Arbitrary<Part> part = Combinators.combine(plain, none).as(Part::new);
    Arbitrary<Part> mixed =
        Combinators.combine(Arbitraries.oneOf(plain, backward), none).as(Part::new);
    Arbitrary<List<Part>> later =
        Arbitraries.frequencyOf(
            Tuple.of(2, part.list().ofSize(1)),
            Tuple.of(2, part.list().ofMinSize(2).ofMaxSize(3)),
            Tuple.of(1, part.list().ofSize(0)),
            Tuple.of(2, mixed.list().ofSize(1)),
            Tuple.of(2, mixed.list().ofMinSize(2).ofMaxSize(3)));
    return Combinators.combine(
            plain,
            later,
            Arbitraries.frequencyOf(Tuple.of(1, spans(0, 3)), Tuple.of(5, spans(4, 16))))
        .as(PatternArbitraries::sequence);
  }

  private static Pattern sequence(Step first, List<Part> later, long within) {
    List<Step> steps = new ArrayList<>(List.of(first));
    for (Part part : later) {
      steps.addAll(part.none());
      steps.add(part.step());
    }
    return new Sequence(steps, within);
  }

  private static Arbitrary<Pattern> absence() {
    Arbitrary<Pattern> after =
        Arbitraries.frequencyOf(
            Tuple.of(4, onEvent()), Tuple.of(1, count()), Tuple.of(1, sequence()));
    Arbitrary<Clock> clock = Arbitraries.of(Clock.class);
    Arbitrary<Pattern> within =
        Combinators.combine(after, selector(), spans(0, 5), clock)
            .as((opening, of, d, which) -> new Absence(opening, of, d, null, 0, which));
    Arbitrary<Pattern> until =
        Combinators.combine(after, selector(), spans(0, 2), clock)
            .as((opening, of, plus, which) -> new Absence(opening, of, null, "due", plus, which));
    return Arbitraries.frequencyOf(Tuple.of(3, within), Tuple.of(2, until));
  }

  private static Arbitrary<Pattern> waiting() {
    Arbitrary<List<Long>> afters =
        spans(1, 6).set().ofMinSize(1).ofMaxSize(3).map(set -> set.stream().sorted().toList());
    Arbitrary<List<Severity>> severities = Arbitraries.of(Severity.class).list().ofSize(3);
    return Combinators.combine(selector(), selector(), afters, severities)
        .as(
            (start, end, times, ranks) -> {
              List<Level> levels = new ArrayList<>();
              for (long after : times) {
                levels.add(new Level(after, ranks.get(levels.size())));
              }
              return new Wait(start, end, levels);
            });
  }

  private static Arbitrary<Pattern> score() {
    Arbitrary<Points> points =
        Combinators.combine(selector(), Arbitraries.of(1.0, 2.0, 3.0, 0.1, -1.0)).as(Points::new);
    Arbitrary<@Nullable Long> halfLife = spans(1, 3).injectNull(0.4);
    return Combinators.combine(
            points.list().ofMinSize(1).ofMaxSize(3),
            halfLife,
            Arbitraries.of(1.0, 2.0, 3.0),
            Arbitraries.of(0.5, 0.5, 0.25, 1.0, 0.0))
        .as((add, half, atLeast, share) -> new Score(add, half, atLeast, atLeast * share));
  }
}

package io.waymark.catalogue.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import io.waymark.domain.event.Event;
import io.waymark.domain.rule.JourneyField;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Truth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * The closures and the CEL library agree on every expression of the common subset. Left out is
 * where the library does not compare numbers by value, as the rule language does: to it a negative
 * zero differs from 0, and 2^63 as a double equals the whole number 2^63 - 1. What the closures say
 * there is in {@link ExpressionsTest}.
 */
class ClosuresProperties {
  private static final List<String> NAMES = List.of("a", "b", "c");

  @Property(tries = 3_000)
  void aClosureHasTheOutcomeOfTheLibrary(
      @ForAll("conditions") String expression, @ForAll("scopes") Scope scope) throws Exception {
    CelAbstractSyntaxTree ast;
    try {
      ast = Expressions.check(expression);
    } catch (CelValidationException e) {
      Assume.that(false);
      return;
    }
    var closure = Closures.compile(ast.getExpr());
    assertThat(closure).as(expression).isPresent();
    Truth expected = Expressions.library(ast).of(scope);
    Statistics.label("outcome").collect(expected);

    assertThat(closure.get().of(scope)).as(expression).isEqualTo(expected);
  }

  @Provide
  Arbitrary<Scope> scopes() {
    var texts = Arbitraries.of("", "a", "ab", "b", "web").injectNull(0.3);
    var levels = Arbitraries.of(0.5, 3.0, 100.0).injectNull(0.3);
    var answers = Arbitraries.of(true, false);
    var journeys =
        Combinators.combine(texts, levels, levels, answers.injectNull(0.3))
            .as(ClosuresProperties::journey);
    var consents = Arbitraries.maps(Arbitraries.of(NAMES), answers).ofMaxSize(3);
    var previous = events().injectNull(0.2);
    var customers = Combinators.combine(journeys, consents, values()).as(Known::new);
    return Combinators.combine(events(), customers, previous)
        .as((event, customer, before) -> new Scope(event, false, customer, before));
  }

  private static Map<JourneyField, @Nullable Object> journey(
      @Nullable String text,
      @Nullable Double effort,
      @Nullable Double frustration,
      @Nullable Boolean engaged) {
    Map<JourneyField, @Nullable Object> fields = new EnumMap<>(JourneyField.class);
    fields.put(JourneyField.STAGE, text);
    fields.put(JourneyField.HEALTH, text);
    fields.put(JourneyField.EFFORT, effort);
    fields.put(JourneyField.FRUSTRATION, frustration);
    fields.put(JourneyField.ORDERS, effort == null ? null : (Long) effort.longValue());
    fields.put(JourneyField.SESSION_VIEWS, effort == null ? null : (Long) effort.longValue());
    fields.put(JourneyField.SESSION_ENGAGED, engaged);
    return fields;
  }

  private Arbitrary<Event> events() {
    var texts = Arbitraries.of("", "a", "ab", "b", "web").injectNull(0.3);
    return Combinators.combine(texts, texts, texts, values())
        .as(
            (session, channel, touchpoint, attributes) ->
                new Event("a", "b", 0, "c", null, session, channel, touchpoint, attributes));
  }

  private Arbitrary<Map<String, Object>> values() {
    Arbitrary<Object> value =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of(-3L, -1L, 0L, 1L, 2L, 3L, Long.MAX_VALUE, Long.MIN_VALUE)),
            Tuple.of(3, Arbitraries.of(-3.0, -0.5, 0.5, 1.0, 2.0, 3.0, 1e300, 9007199254740993.0)),
            Tuple.of(3, Arbitraries.of("", "a", "ab", "b", "é", "😀", "1")),
            Tuple.of(2, Arbitraries.of(true, false)));
    return Arbitraries.maps(Arbitraries.of(NAMES), value.injectNull(0.15))
        .ofMinSize(2)
        .ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> conditions() {
    return condition(3);
  }

  private Arbitrary<String> condition(int depth) {
    Arbitrary<String> operators = Arbitraries.of("==", "!=", "<", "<=", ">", ">=");
    var compared =
        Combinators.combine(term(Math.min(depth, 1)), operators, term(Math.min(depth, 1)))
            .as((l, o, r) -> l + " " + o + " " + r);
    var listed =
        Combinators.combine(
                term(Math.min(depth, 1)),
                literals().filter(l -> l.length() < 9).list().ofMaxSize(4))
            .as((t, l) -> t + " in [" + String.join(", ", l) + "]");
    var answered =
        Combinators.combine(
                answers(),
                operators,
                Arbitraries.oneOf(answers(), Arbitraries.of("true", "false", "attr.a")))
            .as((l, o, r) -> l + " " + o + " " + r);
    var has =
        Arbitraries.oneOf(references(), answers())
            .filter(r -> !r.contains("["))
            .map(r -> "has(" + r + ")");
    var tested =
        Combinators.combine(
                references(),
                Arbitraries.of("startsWith", "endsWith", "contains"),
                Arbitraries.oneOf(references(), Arbitraries.of("'a'", "''", "'b'")))
            .as((t, f, a) -> t + "." + f + "(" + a + ")");
    var matched =
        Combinators.combine(references(), Arbitraries.of("'a'", "'^a.*$'", "'[bé]'", "''"))
            .as((t, r) -> t + ".matches(" + r + ")");
    var bare = Arbitraries.oneOf(references(), answers());
    var simple =
        Arbitraries.frequencyOf(
            Tuple.of(6, compared),
            Tuple.of(1, answered),
            Tuple.of(2, listed),
            Tuple.of(2, has),
            Tuple.of(2, tested),
            Tuple.of(1, matched),
            Tuple.of(1, bare));
    if (depth == 0) {
      return simple;
    }
    var inner = condition(depth - 1);
    return Arbitraries.oneOf(
        simple,
        Combinators.combine(inner, inner).as((l, r) -> "(" + l + ") && (" + r + ")"),
        Combinators.combine(inner, inner).as((l, r) -> "(" + l + ") || (" + r + ")"),
        inner.map(c -> "!(" + c + ")"),
        Combinators.combine(inner, inner).as((l, r) -> "(" + l + ") == (" + r + ")"));
  }

  private Arbitrary<String> term(int depth) {
    Arbitrary<String> leaf = Arbitraries.oneOf(references(), references(), literals());
    if (depth == 0) {
      return leaf;
    }
    var inner = term(depth - 1);
    return Arbitraries.frequencyOf(
        Tuple.of(8, leaf),
        Tuple.of(
            2,
            Combinators.combine(inner, Arbitraries.of("+", "-", "*", "/"), inner)
                .as((l, o, r) -> "(" + l + " " + o + " " + r + ")")),
        Tuple.of(1, references().map(r -> "size(" + r + ")")),
        Tuple.of(1, references().map(r -> "-" + r)));
  }

  private Arbitrary<String> references() {
    Arbitrary<String> names = Arbitraries.of(NAMES);
    return Arbitraries.frequencyOf(
        Tuple.of(6, names.map(n -> "attr." + n)),
        Tuple.of(1, names.map(n -> "attr['" + n + "']")),
        Tuple.of(1, names.map(n -> "profile." + n)),
        Tuple.of(2, names.map(n -> "prev.attr." + n)),
        Tuple.of(
            2,
            Arbitraries.of(
                "event.channel",
                "event.session_id",
                "event.event_type",
                "prev.touchpoint",
                "journey.stage",
                "journey.effort",
                "journey.frustration",
                "journey.health",
                "journey.orders",
                "journey.session_views")));
  }

  /** The checker refuses to compare them with anything but booleans. */
  private Arbitrary<String> answers() {
    Arbitrary<String> names = Arbitraries.of(NAMES);
    return Arbitraries.oneOf(
        names.map(n -> "journey.consent." + n),
        names.map(n -> "journey.consent['" + n + "']"),
        Arbitraries.just("journey.session_engaged"));
  }

  private Arbitrary<String> literals() {
    return Arbitraries.of(
        "0",
        "1",
        "-3",
        "3",
        "9223372036854775807",
        "0.5",
        "3.0",
        "1e300",
        "'a'",
        "''",
        "'é'",
        "true",
        "false",
        "null");
  }
}

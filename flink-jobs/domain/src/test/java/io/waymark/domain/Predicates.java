package io.waymark.domain;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Predicate;
import io.waymark.domain.rule.Predicate.PreviousUse;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Truth;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Conditions for stories, with the three-valued meaning of the rule language. */
public final class Predicates {
  private Predicates() {}

  /** {@code attr.NAME == value}. */
  public static Predicate attributeIs(String name, @Nullable Object value) {
    return new Written(
        "attr." + name + " == " + quoted(value),
        scope -> lacks(scope.event(), name) ? Truth.ERROR : equal(attr(scope, name), value),
        PreviousUse.NONE);
  }

  /** {@code attr.NAME > bound}; ordering unlike kinds is an error. */
  public static Predicate attributeAbove(String name, double bound) {
    return new Written(
        "attr." + name + " > " + bound,
        scope ->
            attr(scope, name) instanceof Number number
                ? Truth.of(number.doubleValue() > bound)
                : Truth.ERROR,
        PreviousUse.NONE);
  }

  /** {@code has(attr.NAME)}; null is present. */
  public static Predicate hasAttribute(String name) {
    return new Written(
        "has(attr." + name + ")", scope -> Truth.of(!lacks(scope.event(), name)), PreviousUse.NONE);
  }

  /** What no expression should do: it throws. */
  public static Predicate failing() {
    return new Written(
        "poison",
        scope -> {
          throw new ArithmeticException("poison");
        },
        PreviousUse.NONE);
  }

  /** What the language does not let be written: it needs more stack than there is. */
  public static Predicate bottomless() {
    return new Written("bottomless", scope -> dig(scope, 0), PreviousUse.NONE);
  }

  private static Truth dig(Scope scope, long depth) {
    return depth == Long.MAX_VALUE ? Truth.TRUE : not(dig(scope, depth + 1));
  }

  private static Truth not(Truth truth) {
    return truth == Truth.TRUE ? Truth.FALSE : Truth.TRUE;
  }

  /** {@code !(...)}; an error stays one. */
  public static Predicate not(Predicate inner) {
    return new Written(
        "!(" + inner.text() + ")",
        scope ->
            switch (inner.test(scope)) {
              case TRUE -> Truth.FALSE;
              case FALSE -> Truth.TRUE;
              case ERROR -> Truth.ERROR;
            },
        inner.previousUse());
  }

  /** {@code attr.NAME == prev.attr.NAME}. */
  public static Predicate sameAsBefore(String name) {
    return compared(name, "==", Predicates::equal);
  }

  /** {@code attr.NAME != prev.attr.NAME}. */
  public static Predicate differsFromBefore(String name) {
    return compared(name, "!=", (now, before) -> Truth.of(equal(now, before) == Truth.FALSE));
  }

  /** {@code attr[attr.CHOOSER] == prev.attr[attr.CHOOSER]}. */
  public static Predicate sameAsBeforeWhere(String chooser) {
    String chosen = "attr[attr." + chooser + "]";
    return new Written(
        chosen + " == prev." + chosen,
        scope ->
            attr(scope, chooser) instanceof String name
                ? compared(scope, name, Predicates::equal)
                : Truth.ERROR,
        new PreviousUse(true, true, Set.of()));
  }

  private static Predicate compared(
      String name, String operator, BiFunction<@Nullable Object, @Nullable Object, Truth> test) {
    return new Written(
        "attr." + name + " " + operator + " prev.attr." + name,
        scope -> compared(scope, name, test),
        new PreviousUse(true, false, Set.of(name)));
  }

  private static Truth compared(
      Scope scope, String name, BiFunction<@Nullable Object, @Nullable Object, Truth> test) {
    Event previous = scope.previous();
    return previous == null || lacks(previous, name) || lacks(scope.event(), name)
        ? Truth.ERROR
        : test.apply(attr(scope, name), previous.attribute(name));
  }

  private static boolean lacks(Event event, String name) {
    return !event.has(name);
  }

  private static @Nullable Object attr(Scope scope, String name) {
    return scope.event().attribute(name);
  }

  private static Truth equal(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number && b instanceof Number) {
      return Truth.of(new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString())) == 0);
    }
    return Truth.of(Objects.equals(a, b));
  }

  private static String quoted(@Nullable Object value) {
    return value instanceof String ? "'" + value + "'" : String.valueOf(value);
  }

  /** A condition, its text and what it reads of {@code prev}. */
  private record Written(String text, Function<Scope, Truth> meaning, PreviousUse previousUse)
      implements Predicate {

    @Override
    public Truth test(Scope scope) {
      return meaning.apply(scope);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}

package io.waymark.catalogue.expression;

import io.waymark.domain.rule.Truth;
import org.jspecify.annotations.Nullable;

/**
 * Equality and order of values. Whole and fractional numbers compare by value, exactly; values of
 * different kinds are unequal and have no order.
 */
final class Comparison {
  private static final double TWO_TO_63 = 0x1p63;

  private Comparison() {}

  /** Which outcomes of a comparison an operator accepts. */
  enum Operator {
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL;

    boolean accepts(int order) {
      return switch (this) {
        case LESS -> order < 0;
        case LESS_OR_EQUAL -> order <= 0;
        case GREATER -> order > 0;
        case GREATER_OR_EQUAL -> order >= 0;
      };
    }
  }

  static Truth equal(@Nullable Object a, @Nullable Object b) {
    if (a == Term.ERROR || b == Term.ERROR) {
      return Truth.ERROR;
    }
    if (a instanceof Number x && b instanceof Number y) {
      return Truth.of(!unordered(x, y) && compare(x, y) == 0);
    }
    return Truth.of(a == null ? b == null : a.equals(b));
  }

  static Truth ordered(@Nullable Object a, @Nullable Object b, Operator operator) {
    if (a instanceof Number x && b instanceof Number y) {
      return Truth.of(!unordered(x, y) && operator.accepts(compare(x, y)));
    }
    if (a instanceof String x && b instanceof String y) {
      return Truth.of(operator.accepts(x.compareTo(y)));
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return Truth.of(operator.accepts(Boolean.compare(x, y)));
    }
    return Truth.ERROR;
  }

  /** Arithmetic can make a NaN, which equals nothing and is before and after nothing. */
  private static boolean unordered(Number a, Number b) {
    return Double.isNaN(a.doubleValue()) || Double.isNaN(b.doubleValue());
  }

  private static int compare(Number a, Number b) {
    if (a instanceof Long x) {
      return b instanceof Long y ? Long.compare(x, y) : compare((long) x, b.doubleValue());
    }
    if (b instanceof Long y) {
      return -compare((long) y, a.doubleValue());
    }
    double x = a.doubleValue();
    double y = b.doubleValue();
    return x < y ? -1 : x > y ? 1 : 0;
  }

  private static int compare(long whole, double number) {
    if (number >= TWO_TO_63) {
      return -1;
    }
    if (number < -TWO_TO_63) {
      return 1;
    }
    long truncated = (long) number;
    return whole != truncated
        ? Long.compare(whole, truncated)
        : Double.compare(0, number - truncated + 0.0);
  }
}

package io.waymark.catalogue.expression;

import org.jspecify.annotations.Nullable;

/**
 * CEL's arithmetic: both operands of one kind, whole numbers never wrap around, and a string can be
 * added to a string. Everything else is an error.
 */
final class Arithmetic {
  private Arithmetic() {}

  /** The operators by the names the CEL library gives them. */
  enum Operator {
    ADD("_+_"),
    SUBTRACT("_-_"),
    MULTIPLY("_*_"),
    DIVIDE("_/_");

    private final String function;

    Operator(String function) {
      this.function = function;
    }

    static @Nullable Operator of(String function) {
      for (Operator operator : values()) {
        if (operator.function.equals(function)) {
          return operator;
        }
      }
      return null;
    }
  }

  static Object apply(Operator operator, @Nullable Object a, @Nullable Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return whole(operator, x, y);
    }
    if (a instanceof Double x && b instanceof Double y) {
      return switch (operator) {
        case ADD -> x + y;
        case SUBTRACT -> x - y;
        case MULTIPLY -> x * y;
        case DIVIDE -> x / y;
      };
    }
    return operator == Operator.ADD && a instanceof String x && b instanceof String y
        ? x + y
        : Term.ERROR;
  }

  private static Object whole(Operator operator, long x, long y) {
    try {
      return switch (operator) {
        case ADD -> Math.addExact(x, y);
        case SUBTRACT -> Math.subtractExact(x, y);
        case MULTIPLY -> Math.multiplyExact(x, y);
        case DIVIDE -> y == 0 || (x == Long.MIN_VALUE && y == -1) ? Term.ERROR : (Object) (x / y);
      };
    } catch (ArithmeticException e) {
      return Term.ERROR;
    }
  }

  static Object negate(@Nullable Object a) {
    if (a instanceof Double x) {
      return -x;
    }
    return a instanceof Long x && x != Long.MIN_VALUE ? (Object) (-x) : Term.ERROR;
  }
}

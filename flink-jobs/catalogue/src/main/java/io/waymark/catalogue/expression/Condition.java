package io.waymark.catalogue.expression;

import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Truth;

/** A compiled part of an expression that holds, or not, or ends in an error. */
interface Condition {
  Truth of(Scope scope);

  /**
   * Whether what stands here has a value, but not a boolean one. On the left of an and, or an or,
   * the library does not let that be absorbed.
   */
  default boolean ofOtherKind(Scope scope) {
    return false;
  }

  /** CEL's and: false if either side is, whatever the other one does. */
  static Condition and(Condition left, Condition right) {
    return scope -> {
      Truth first = left.of(scope);
      if (first == Truth.FALSE || (first == Truth.ERROR && left.ofOtherKind(scope))) {
        return first;
      }
      Truth second = right.of(scope);
      return second == Truth.FALSE || first == Truth.TRUE ? second : Truth.ERROR;
    };
  }

  /** CEL's or: true if either side is, whatever the other one does. */
  static Condition or(Condition left, Condition right) {
    return scope -> {
      Truth first = left.of(scope);
      if (first == Truth.TRUE || (first == Truth.ERROR && left.ofOtherKind(scope))) {
        return first;
      }
      Truth second = right.of(scope);
      return second == Truth.TRUE || first == Truth.FALSE ? second : Truth.ERROR;
    };
  }

  static Condition not(Condition inner) {
    return scope ->
        switch (inner.of(scope)) {
          case TRUE -> Truth.FALSE;
          case FALSE -> Truth.TRUE;
          case ERROR -> Truth.ERROR;
        };
  }

  /** A value that should be a boolean. */
  record Flag(Term term) implements Condition {
    @Override
    public Truth of(Scope scope) {
      return term.of(scope) instanceof Boolean value ? Truth.of(value) : Truth.ERROR;
    }

    @Override
    public boolean ofOtherKind(Scope scope) {
      Object value = term.of(scope);
      return value != Term.ERROR && !(value instanceof Boolean);
    }
  }
}

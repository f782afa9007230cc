package io.waymark.catalogue.expression;

import com.google.re2j.Pattern;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.waymark.domain.event.Scalar;
import io.waymark.domain.rule.Truth;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the common part of CEL to closures with the outcome that the library would have: reads,
 * literals, comparisons, {@code in} over literals, logic, arithmetic, {@code has}, {@code size} and
 * the string tests.
 */
final class Closures {
  private Closures() {}

  /** The condition; empty if the expression needs the library. */
  static Optional<Condition> compile(CelExpr expr) {
    try {
      return Optional.of(condition(expr));
    } catch (NotCommon e) {
      return Optional.empty();
    }
  }

  private static Condition condition(CelExpr expr) {
    if (expr.getKind() == Kind.CALL) {
      Condition condition = call(expr.call());
      if (condition != null) {
        return condition;
      }
    }
    if (expr.getKind() == Kind.SELECT && expr.select().testOnly()) {
      Term value = reference(expr);
      return scope -> {
        // A missing step before is an error; a missing value of it is not there.
        Object found = value.of(scope);
        return found != Term.ERROR
            ? Truth.TRUE
            : readsPrevious(expr) && scope.previous() == null ? Truth.ERROR : Truth.FALSE;
      };
    }
    return new Condition.Flag(term(expr));
  }

  private static @Nullable Condition call(CelCall call) {
    if (call.target().isPresent()) {
      return stringTest(call, call.target().get());
    }
    return switch (call.function()) {
      case "_&&_" -> Condition.and(condition(call.args().get(0)), condition(call.args().get(1)));
      case "_||_" -> Condition.or(condition(call.args().get(0)), condition(call.args().get(1)));
      case "!_" -> Condition.not(condition(call.args().get(0)));
      case "_==_" -> equal(call);
      case "_!=_" -> Condition.not(equal(call));
      case "_<_" -> ordered(call, Comparison.Operator.LESS);
      case "_<=_" -> ordered(call, Comparison.Operator.LESS_OR_EQUAL);
      case "_>_" -> ordered(call, Comparison.Operator.GREATER);
      case "_>=_" -> ordered(call, Comparison.Operator.GREATER_OR_EQUAL);
      case "@in" -> in(call);
      default -> null;
    };
  }

  private static Condition equal(CelCall call) {
    Term left = term(call.args().get(0));
    Term right = term(call.args().get(1));
    return scope -> Comparison.equal(left.of(scope), right.of(scope));
  }

  private static Condition ordered(CelCall call, Comparison.Operator operator) {
    Term left = term(call.args().get(0));
    Term right = term(call.args().get(1));
    return scope -> Comparison.ordered(left.of(scope), right.of(scope), operator);
  }

  private static Condition in(CelCall call) {
    CelExpr list = call.args().get(1);
    if (list.getKind() != Kind.LIST) {
      throw new NotCommon();
    }
    Term value = term(call.args().get(0));
    Set<Object> literals = new HashSet<>();
    boolean nullListed = false;
    for (CelExpr element : list.list().elements()) {
      Object literal = literal(element);
      nullListed |= literal == null;
      if (literal != null) {
        literals.add(Scalar.canonical(literal));
      }
    }
    boolean withNull = nullListed;
    return scope -> {
      Object found = value.of(scope);
      if (found == Term.ERROR) {
        return Truth.ERROR;
      }
      return Truth.of(found == null ? withNull : literals.contains(Scalar.canonical(found)));
    };
  }

  private static @Nullable Condition stringTest(CelCall call, CelExpr target) {
    if (call.function().equals("matches")) {
      return matches(target, call.args().get(0));
    }
    BiPredicate<String, String> test =
        switch (call.function()) {
          case "startsWith" -> String::startsWith;
          case "endsWith" -> String::endsWith;
          case "contains" -> String::contains;
          default -> null;
        };
    if (test == null) {
      return null;
    }
    Term left = term(target);
    Term right = term(call.args().get(0));
    return scope ->
        left.of(scope) instanceof String text && right.of(scope) instanceof String part
            ? Truth.of(test.test(text, part))
            : Truth.ERROR;
  }

  private static Condition matches(CelExpr target, CelExpr regex) {
    String written = Literals.string(regex);
    if (written == null) {
      throw new NotCommon();
    }
    var pattern = Pattern.compile(written);
    Term value = term(target);
    return scope ->
        value.of(scope) instanceof String text
            ? Truth.of(pattern.matcher(text).find())
            : Truth.ERROR;
  }

  private static Term term(CelExpr expr) {
    switch (expr.getKind()) {
      case CONSTANT -> {
        Object literal = literal(expr);
        return scope -> literal;
      }
      case SELECT -> {
        return expr.select().testOnly() ? value(condition(expr)) : reference(expr);
      }
      case CALL -> {
        return callTerm(expr);
      }
      default -> throw new NotCommon();
    }
  }

  private static Term callTerm(CelExpr expr) {
    CelCall call = expr.call();
    if (call.function().equals("size")) {
      return size(term(call.target().orElseGet(() -> call.args().get(0))));
    }
    if (call.target().isEmpty()) {
      if (call.function().equals(Literals.INDEX)) {
        return reference(expr);
      }
      if (call.function().equals("-_")) {
        Term inner = term(call.args().get(0));
        return scope -> Arithmetic.negate(inner.of(scope));
      }
      var operator = Arithmetic.Operator.of(call.function());
      if (operator != null) {
        Term left = term(call.args().get(0));
        Term right = term(call.args().get(1));
        return scope -> Arithmetic.apply(operator, left.of(scope), right.of(scope));
      }
    }
    Condition condition = call(call);
    if (condition == null) {
      throw new NotCommon();
    }
    return value(condition);
  }

  private static Term size(Term text) {
    return scope ->
        text.of(scope) instanceof String s
            ? (Object) (long) s.codePointCount(0, s.length())
            : Term.ERROR;
  }

  private static Term value(Condition condition) {
    return scope ->
        switch (condition.of(scope)) {
          case TRUE -> true;
          case FALSE -> false;
          case ERROR -> Term.ERROR;
        };
  }

  private static Term reference(CelExpr expr) {
    var reference = References.read(expr);
    if (reference == null) {
      throw new NotCommon();
    }
    return reference.value();
  }

  private static boolean readsPrevious(CelExpr expr) {
    var reference = References.read(expr);
    return reference != null && reference.name().startsWith("prev.");
  }

  private static @Nullable Object literal(CelExpr expr) {
    if (expr.getKind() != Kind.CONSTANT) {
      throw new NotCommon();
    }
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case NULL_VALUE -> null;
      case BOOLEAN_VALUE -> constant.booleanValue();
      case INT64_VALUE -> constant.int64Value();
      case DOUBLE_VALUE -> constant.doubleValue();
      case STRING_VALUE -> constant.stringValue();
      default -> throw new NotCommon();
    };
  }

  /** Says that the library has to run the expression. */
  private static final class NotCommon extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotCommon() {
      super(null, null, false, false);
    }
  }
}

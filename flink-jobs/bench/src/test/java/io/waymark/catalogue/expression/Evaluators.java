package io.waymark.catalogue.expression;

import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Truth;
import java.util.function.Function;

/** The two ways to evaluate an expression, between which the catalogue chooses by itself. */
public final class Evaluators {
  private Evaluators() {}

  /** Compiled to closures; the expression has to be of the common part of CEL. */
  public static Function<Scope, Truth> closures(String expression) throws CelValidationException {
    return Closures.compile(Expressions.check(expression).getExpr()).orElseThrow()::of;
  }

  /** A program of the CEL library. */
  public static Function<Scope, Truth> library(String expression)
      throws CelValidationException, CelEvaluationException {
    return Expressions.library(Expressions.check(expression))::of;
  }
}

package io.waymark.catalogue.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.waymark.domain.rule.Predicate;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Truth;

/** An expression with what runs it. Two are equal if they read the same. */
record CompiledPredicate(String text, PreviousUse previousUse, Condition condition)
    implements Predicate {

  /** Runs a program of the CEL library: all of CEL, slower, with a cap on iterations. */
  static Condition library(Program program) {
    return scope -> {
      try {
        return program.eval(new Variables(scope)) instanceof Boolean result
            ? Truth.of(result)
            : Truth.ERROR;
      } catch (CelEvaluationException | RuntimeException e) {
        // The library does not wrap everything, and one rule must not stop a job.
        return Truth.ERROR;
      }
    };
  }

  @Override
  public Truth test(Scope scope) {
    return condition.of(scope);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompiledPredicate predicate && text.equals(predicate.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}

package io.waymark.catalogue.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.waymark.domain.rule.Predicate;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Truth;

/** An expression run by the CEL library: all of CEL, slower, with a cap on iterations. */
final class LibraryPredicate implements Predicate {
  private final String text;
  private final PreviousUse previousUse;
  private final Program program;

  LibraryPredicate(String text, PreviousUse previousUse, Program program) {
    this.text = text;
    this.previousUse = previousUse;
    this.program = program;
  }

  @Override
  public Truth test(Scope scope) {
    try {
      return program.eval(new Variables(scope)) instanceof Boolean result
          ? Truth.of(result)
          : Truth.ERROR;
    } catch (CelEvaluationException e) {
      return Truth.ERROR;
    }
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public PreviousUse previousUse() {
    return previousUse;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Predicate predicate && text.equals(predicate.text());
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

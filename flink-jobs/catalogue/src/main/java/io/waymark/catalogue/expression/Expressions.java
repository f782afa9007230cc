package io.waymark.catalogue.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import java.util.List;

/** Compiles expressions of the rule language. */
public final class Expressions {
  private Expressions() {}

  /**
   * Parses and type-checks an expression. It never throws for what is written in it.
   *
   * @param previous whether it may look at {@code prev}
   */
  public static Compiled compile(String text, boolean previous) {
    CelAbstractSyntaxTree ast;
    try {
      var result = Environment.COMPILER.compile(text);
      if (result.hasError()) {
        return refused(result.getErrors().stream().map(Expressions::issue).distinct().toList());
      }
      ast = result.getAst();
    } catch (CelValidationException e) {
      return refused(e.getErrors().stream().map(Expressions::issue).distinct().toList());
    }
    var reading = Reading.of(ast);
    if (!previous && reading.previousUse().used()) {
      return refused(List.of(reading.previousIssue()));
    }
    try {
      var predicate =
          new LibraryPredicate(text, reading.previousUse(), Environment.RUNTIME.createProgram(ast));
      return new Compiled(predicate, List.of(), List.of());
    } catch (CelEvaluationException e) {
      return refused(List.of(new Issue(1, 1, "not a usable expression: " + e.getMessage())));
    }
  }

  private static Compiled refused(List<Issue> errors) {
    return new Compiled(null, errors, List.of());
  }

  private static Issue issue(CelIssue issue) {
    var at = issue.getSourceLocation();
    // The library counts columns from 0.
    return new Issue(
        Math.max(1, at.getLine()), Math.max(0, at.getColumn()) + 1, message(issue.getMessage()));
  }

  private static String message(String text) {
    return text.contains("undeclared reference")
        ? text + "; expected attr, event, journey, profile or prev"
        : text;
  }
}

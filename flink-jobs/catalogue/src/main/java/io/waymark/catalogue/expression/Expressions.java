package io.waymark.catalogue.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.runtime.CelEvaluationException;
import java.util.ArrayList;
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
      ast = check(text);
    } catch (CelValidationException e) {
      return refused(e.getErrors().stream().map(Expressions::issue).distinct().toList());
    }
    List<Issue> errors = new ArrayList<>(RegexLiterals.issues(ast));
    var reading = Reading.of(ast);
    if (!previous && reading.previousUse().used()) {
      errors.add(reading.previousIssue());
    }
    if (!errors.isEmpty()) {
      return refused(errors);
    }
    try {
      var condition = Closures.compile(ast.getExpr()).orElse(null);
      var predicate =
          new CompiledPredicate(
              text, reading.previousUse(), condition != null ? condition : library(ast));
      return new Compiled(predicate, List.of(), Unguarded.warnings(ast));
    } catch (CelEvaluationException e) {
      return refused(List.of(new Issue(1, 1, "not a usable expression: " + e.getMessage())));
    }
  }

  static CelAbstractSyntaxTree check(String text) throws CelValidationException {
    return Environment.COMPILER.compile(text).getAst();
  }

  static Condition library(CelAbstractSyntaxTree ast) throws CelEvaluationException {
    return CompiledPredicate.library(Environment.RUNTIME.createProgram(ast));
  }

  private static Compiled refused(List<Issue> errors) {
    return new Compiled(null, List.copyOf(errors), List.of());
  }

  private static Issue issue(CelIssue issue) {
    var at = issue.getSourceLocation();
    // The library counts columns from 0.
    return new Issue(
        Math.max(1, at.getLine()), Math.max(0, at.getColumn()) + 1, message(issue.getMessage()));
  }

  private static String message(String text) {
    if (text.contains("undeclared reference")) {
      return text + "; expected attr, event, journey, profile or prev, or a function of CEL";
    }
    return text.contains("'<EOF>' expecting")
        ? "the expression ends too early; expected a value, or what closes what is open"
        : text;
  }
}

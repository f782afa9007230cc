package io.waymark.catalogue.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.List;
import java.util.Set;

/** Finds reads of what the language has and the engine does not fill yet. */
final class Unfilled {
  private static final Set<String> VARIABLES = Set.of("journey", "profile");

  private Unfilled() {}

  static List<Issue> warnings(CelAbstractSyntaxTree ast) {
    return CelNavigableAst.fromAst(ast)
        .getRoot()
        .allNodes()
        .map(CelNavigableExpr::expr)
        .filter(Unfilled::isUnfilled)
        .map(read -> Locations.issue(ast, read, message(read.ident().name())))
        .distinct()
        .toList();
  }

  private static boolean isUnfilled(CelExpr expr) {
    return expr.getKind() == Kind.IDENT && VARIABLES.contains(expr.ident().name());
  }

  private static String message(String variable) {
    return variable + " is not filled yet: all of it is missing, and what reads it never matches";
  }
}

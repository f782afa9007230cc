package io.waymark.catalogue.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import io.waymark.domain.rule.Predicate.PreviousUse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an expression reads of {@code prev}, and where. */
final class Reading {
  private static final String PREV = "prev";

  private final CelAbstractSyntaxTree ast;
  private final List<CelNavigableExpr> uses;

  private Reading(CelAbstractSyntaxTree ast, List<CelNavigableExpr> uses) {
    this.ast = ast;
    this.uses = uses;
  }

  static Reading of(CelAbstractSyntaxTree ast) {
    var uses =
        CelNavigableAst.fromAst(ast)
            .getRoot()
            .allNodes()
            .filter(node -> node.getKind() == Kind.IDENT && node.expr().ident().name().equals(PREV))
            .toList();
    return new Reading(ast, uses);
  }

  PreviousUse previousUse() {
    if (uses.isEmpty()) {
      return PreviousUse.NONE;
    }
    Set<String> attributes = new HashSet<>();
    boolean everything = false;
    for (var use : uses) {
      var select = parent(use);
      if (select == null || select.getKind() != Kind.SELECT) {
        everything = true;
      } else if (select.expr().select().field().equals("attr")) {
        var name = attribute(parent(select), select.expr());
        everything |= name == null;
        if (name != null) {
          attributes.add(name);
        }
      }
    }
    return new PreviousUse(true, everything, Set.copyOf(attributes));
  }

  /** The attribute that {@code prev.attr.x} or {@code prev.attr["x"]} names. */
  private static @Nullable String attribute(@Nullable CelNavigableExpr user, CelExpr attr) {
    if (user == null) {
      return null;
    }
    if (user.getKind() == Kind.SELECT) {
      return user.expr().select().field();
    }
    return user.getKind() == Kind.CALL ? Literals.indexed(user.expr().call(), attr) : null;
  }

  private static @Nullable CelNavigableExpr parent(CelNavigableExpr node) {
    return node.parent().orElse(null);
  }

  /** Complains of the first use of {@code prev}. */
  Issue previousIssue() {
    return Locations.issue(
        ast,
        uses.get(0).expr(),
        "prev is the event of the step before; expected only in later steps of a sequence");
  }
}

package io.waymark.catalogue.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code !} and {@code !=} over a value that may be missing: the author may expect them to
 * hold then, but a missing value is an error and does not match.
 */
final class Unguarded {
  private static final Set<String> ALWAYS_THERE =
      Set.of("event.event_id", "event.event_type", "event.event_time");

  private final CelAbstractSyntaxTree ast;
  private final List<Issue> found = new ArrayList<>();

  private Unguarded(CelAbstractSyntaxTree ast) {
    this.ast = ast;
  }

  static List<Issue> warnings(CelAbstractSyntaxTree ast) {
    var search = new Unguarded(ast);
    search.walk(ast.getExpr(), Set.of(), null);
    return List.copyOf(search.found);
  }

  /**
   * Looks for reads.
   *
   * @param guarded names that are known to be there
   * @param negation the operator over this part, if any
   */
  private void walk(CelExpr expr, Set<String> guarded, @Nullable String negation) {
    var reference = References.read(expr);
    if (reference != null) {
      if (!isHas(expr)
          && negation != null
          && !guarded.contains(reference.name())
          && !ALWAYS_THERE.contains(reference.name())) {
        found.add(Locations.issue(ast, origin(expr), message(reference.name(), negation)));
      }
      return;
    }
    if (expr.getKind() != Kind.CALL) {
      return;
    }
    CelCall call = expr.call();
    call.target().ifPresent(target -> walk(target, guarded, negation));
    switch (call.function()) {
      case "_&&_" -> both(call, guarded, negation, true);
      case "_||_" -> both(call, guarded, negation, false);
      case "!_" -> walk(call.args().get(0), guarded, "!");
      case "_!=_" -> call.args().forEach(arg -> walk(arg, guarded, "!="));
      default -> call.args().forEach(arg -> walk(arg, guarded, negation));
    }
  }

  /** Either side guards the other, since {@code &&} and {@code ||} absorb errors both ways. */
  private void both(
      CelCall call, Set<String> guarded, @Nullable String negation, boolean conjunction) {
    CelExpr left = call.args().get(0);
    CelExpr right = call.args().get(1);
    walk(left, with(guarded, right, conjunction), negation);
    walk(right, with(guarded, left, conjunction), negation);
  }

  private static Set<String> with(Set<String> guarded, CelExpr guard, boolean conjunction) {
    Set<String> more = new HashSet<>(guarded);
    collect(guard, conjunction, more);
    return more;
  }

  /** The names that are there whenever {@code expr} does not decide the outcome by itself. */
  private static void collect(CelExpr expr, boolean conjunction, Set<String> into) {
    CelExpr test = expr;
    if (expr.getKind() == Kind.CALL) {
      CelCall call = expr.call();
      if (call.function().equals(conjunction ? "_&&_" : "_||_")) {
        call.args().forEach(arg -> collect(arg, conjunction, into));
        return;
      }
      if (conjunction || !call.function().equals("!_")) {
        return;
      }
      test = call.args().get(0);
    } else if (!conjunction) {
      return;
    }
    var reference = References.read(test);
    if (reference != null && isHas(test)) {
      into.add(reference.name());
    }
  }

  private static boolean isHas(CelExpr expr) {
    return expr.getKind() == Kind.SELECT && expr.select().testOnly();
  }

  /** The variable at the start: the library places a select at its dot. */
  private static CelExpr origin(CelExpr expr) {
    CelExpr at = expr;
    while (at.getKind() != Kind.IDENT) {
      at = at.getKind() == Kind.SELECT ? at.select().operand() : at.call().args().get(0);
    }
    return at;
  }

  private static String message(String name, String negation) {
    return negation
        + " over "
        + name
        + " does not match where "
        + name
        + " is missing; write has("
        + name
        + ") && ... or !has("
        + name
        + ") || ...";
  }
}

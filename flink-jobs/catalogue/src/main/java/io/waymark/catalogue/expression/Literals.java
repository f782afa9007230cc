package io.waymark.catalogue.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import org.jspecify.annotations.Nullable;

/** Recognises literals in an expression. */
final class Literals {
  static final String INDEX = "_[_]";

  private Literals() {}

  /** The key of {@code map["key"]}; null if the call is anything else. */
  static @Nullable String indexed(CelCall call, CelExpr map) {
    if (!call.function().equals(INDEX) || call.args().get(0).id() != map.id()) {
      return null;
    }
    return string(call.args().get(1));
  }

  /** The text of a string literal. */
  static @Nullable String string(CelExpr expr) {
    return expr.getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? expr.constant().stringValue()
        : null;
  }
}

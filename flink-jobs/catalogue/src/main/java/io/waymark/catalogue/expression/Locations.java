package io.waymark.catalogue.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import java.util.Optional;

/** Where in its text a part of an expression stands. */
final class Locations {
  private Locations() {}

  static Issue issue(CelAbstractSyntaxTree ast, CelExpr part, String message) {
    var source = ast.getSource();
    Integer offset = source.getPositionsMap().get(part.id());
    var location =
        offset == null ? Optional.<CelSourceLocation>empty() : source.getOffsetLocation(offset);
    return location
        .map(at -> new Issue(at.getLine(), at.getColumn() + 1, message))
        .orElseGet(() -> new Issue(1, 1, message));
  }
}

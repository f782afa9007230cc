package io.waymark.catalogue.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the regular expressions that an expression contains. */
final class RegexLiterals {
  private RegexLiterals() {}

  static List<Issue> issues(CelAbstractSyntaxTree ast) {
    List<Issue> issues = new ArrayList<>();
    CelNavigableAst.fromAst(ast)
        .getRoot()
        .allNodes()
        .filter(
            node -> node.getKind() == Kind.CALL && node.expr().call().function().equals("matches"))
        .forEach(
            node -> {
              var args = node.expr().call().args();
              var regex = args.get(args.size() - 1);
              String written = Literals.string(regex);
              String wrong = written == null ? null : wrong(written);
              if (wrong != null) {
                issues.add(Locations.issue(ast, regex, wrong));
              }
            });
    return issues;
  }

  private static @Nullable String wrong(String regex) {
    try {
      int size = Pattern.compile(regex).programSize();
      return size > Environment.REGEX_PROGRAM
          ? "regular expression too large: " + size + " steps, at most " + Environment.REGEX_PROGRAM
          : null;
    } catch (PatternSyntaxException e) {
      return "not a regular expression (RE2): " + e.getMessage();
    }
  }
}

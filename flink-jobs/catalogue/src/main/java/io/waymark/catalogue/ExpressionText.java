package io.waymark.catalogue;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Finds positions of an expression in the YAML scalar that it is written in. */
record ExpressionText(ScalarNode scalar, SourceText source) {

  /**
   * The place of a position of the expression (both from 1); the start of the scalar where its text
   * is escaped or folded.
   */
  Place place(int line, int column) {
    Mark start = scalar.getStartMark();
    Place origin = source.place(start);
    if (scalar.getScalarStyle() == ScalarStyle.LITERAL) {
      return inBlock(origin, start, line, column);
    }
    int quote = scalar.isPlain() ? 0 : 1;
    int length = scalar.getEndMark().getIndex() - start.getIndex() - 2 * quote;
    boolean verbatim =
        line == 1
            && start.getLine() == scalar.getEndMark().getLine()
            && length == scalar.getValue().codePointCount(0, scalar.getValue().length());
    return verbatim
        ? new Place(origin.source(), origin.line(), origin.column() + quote + column - 1)
        : origin;
  }

  private Place inBlock(Place origin, Mark start, int line, int column) {
    var lines = source.lines();
    int first = start.getLine() + 1;
    while (first < lines.size() && lines.get(first).isBlank()) {
      first++;
    }
    int at = start.getLine() + line;
    if (first >= lines.size() || at >= lines.size()) {
      return origin;
    }
    String text = lines.get(first);
    int indent = text.length() - text.stripLeading().length();
    return new Place(origin.source(), origin.line() + line, indent + column);
  }
}

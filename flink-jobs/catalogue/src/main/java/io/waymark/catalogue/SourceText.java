package io.waymark.catalogue;

import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The text of a YAML file, or of a part of it that starts at a later line.
 *
 * @param name shown in problems
 * @param text the YAML text
 * @param firstLine lines of the file before this part
 * @param basicPlane whether each character is one code point, which marks count
 */
public record SourceText(String name, String text, int firstLine, boolean basicPlane) {

  public SourceText(String name, String text) {
    this(name, text.startsWith("\uFEFF") ? text.substring(1) : text, 0);
  }

  SourceText(String name, String text, int firstLine) {
    this(name, text, firstLine, text.codePointCount(0, text.length()) == text.length());
  }

  Place place(Mark mark) {
    return new Place(name, firstLine + mark.getLine() + 1, mark.getColumn() + 1);
  }

  Place start() {
    return new Place(name, firstLine + 1, 1);
  }

  List<String> lines() {
    return text.lines().toList();
  }

  /** The characters a node was read from. */
  String raw(Node node) {
    return text.substring(offset(node.getStartMark()), offset(node.getEndMark()));
  }

  private int offset(Mark mark) {
    return basicPlane ? mark.getIndex() : text.offsetByCodePoints(0, mark.getIndex());
  }

  /** The text of a node moved to the left edge, without what follows it. */
  String snippet(Node node) {
    int column = node.getStartMark().getColumn();
    var out = new StringBuilder();
    for (String line : raw(node).stripTrailing().split("\n", -1)) {
      int blanks = 0;
      while (out.length() > 0
          && blanks < column
          && blanks < line.length()
          && line.charAt(blanks) == ' ') {
        blanks++;
      }
      boolean outside = out.length() > 0 && blanks < column && !line.isBlank();
      if (outside && line.stripLeading().startsWith("#")) {
        continue;
      }
      out.append(line.substring(blanks).stripTrailing()).append('\n');
    }
    return out.toString().stripTrailing() + "\n";
  }
}

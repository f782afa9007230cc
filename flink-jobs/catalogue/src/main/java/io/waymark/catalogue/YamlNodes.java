package io.waymark.catalogue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads YAML into located nodes. Where the text is not YAML, each rule is read by itself, so that
 * one bad rule does not hide the others.
 */
public final class YamlNodes {
  private static final int NESTING = 40;
  private static final Pattern RULES = Pattern.compile("rules:\\s*(#.*)?");

  private static final String A_TAB = "a tab; YAML is indented with blanks only";

  private YamlNodes() {}

  /** What a text consists of. */
  interface Sink {
    /** A whole document. */
    void document(Node root);

    /** A rule of a text that is not YAML as a whole. */
    void rule(Node rule, Problems problems);
  }

  static void read(Problems problems, Sink sink) {
    List<Node> roots = new ArrayList<>();
    try {
      compose(problems.source(), roots);
    } catch (YAMLException e) {
      boolean told = false;
      for (SourceText part : split(problems.source())) {
        told |= readPart(part, problems, sink);
      }
      if (!told) {
        report(problems, e);
      }
      return;
    }
    if (roots.isEmpty()) {
      problems.error(problems.source().start(), "an empty file; expected a \"rules:\" list");
    }
    roots.forEach(sink::document);
  }

  /** Reads one rule; true if the text of it is what is not YAML. */
  private static boolean readPart(SourceText part, Problems problems, Sink sink) {
    var own = new Problems(part);
    boolean told = false;
    List<Node> roots = new ArrayList<>();
    try {
      compose(part, roots);
      for (Node root : roots) {
        if (root instanceof SequenceNode items) {
          items.getValue().forEach(item -> sink.rule(item, own));
        }
      }
    } catch (YAMLException e) {
      report(own, e);
      told = true;
    }
    own.found().forEach(problems::add);
    return told;
  }

  /** The one document that a text is; null after a report. */
  public static @Nullable Node document(Problems problems) {
    List<Node> roots = new ArrayList<>();
    try {
      compose(problems.source(), roots);
    } catch (YAMLException e) {
      report(problems, e);
      return null;
    }
    if (roots.size() != 1) {
      problems.error(
          problems.source().start(),
          roots.isEmpty() ? "an empty file" : "more than one document; expected one");
      return null;
    }
    return plain(roots.get(0), problems) ? roots.get(0) : null;
  }

  private static void compose(SourceText source, List<Node> roots) {
    var options = new LoaderOptions();
    options.setNestingDepthLimit(NESTING);
    options.setCodePointLimit(CatalogueLoader.LARGEST_SOURCE);
    new Yaml(options).composeAll(new StringReader(source.text())).forEach(roots::add);
  }

  private static void report(Problems problems, YAMLException e) {
    if (!(e instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
      problems.error(problems.source().start(), "not readable as YAML: " + e.getMessage());
      return;
    }
    String about = marked.getContext() + " " + marked.getProblem();
    String message;
    if (about.contains("alias")) {
      message = "an unquoted * starts a YAML alias; quote it: \"*\"";
    } else if (about.contains("TAB")) {
      message = A_TAB;
    } else if (about.contains("scanning a tag") || about.contains("parsing a tag")) {
      message = "a value that begins with ! is a YAML tag; quote the whole value";
    } else if (about.contains("anchor")) {
      message = "an unquoted & starts a YAML anchor; quote the whole value";
    } else if (about.contains("mapping values are not allowed")) {
      message = "\": \" inside an unquoted value; quote the whole value";
    } else if (about.contains("but got ?")) {
      message = "a ? inside an unquoted value of a [...] or {...}; quote the whole value";
    } else {
      message = "not readable as YAML: " + marked.getProblem();
    }
    boolean inTag = message.contains("begins with !") && marked.getContextMark() != null;
    problems.error(inTag ? marked.getContextMark() : marked.getProblemMark(), message);
  }

  /** The items below {@code rules:}, each with the lines up to the next. */
  private static List<SourceText> split(SourceText source) {
    List<SourceText> parts = new ArrayList<>();
    var lines = source.lines();
    int indent = -1;
    int from = -1;
    boolean inRules = false;
    for (int i = 0; i <= lines.size(); i++) {
      String line = i < lines.size() ? lines.get(i) : "---";
      String body = line.stripLeading();
      int blanks = line.length() - body.length();
      boolean item = inRules && (body.startsWith("- ") || body.equals("-"));
      if (item && indent < 0) {
        indent = blanks;
      }
      boolean next = item && blanks == indent;
      // A tab is told where the part is read, so it must not end it.
      boolean tabbed = line.substring(0, blanks).contains("\t");
      boolean end =
          !body.isEmpty() && !tabbed && !body.startsWith("#") && blanks <= Math.max(indent, 0);
      if (from >= 0 && end) {
        parts.add(part(source, lines, from, i));
        from = -1;
      }
      if (next) {
        from = i;
      } else if (end && blanks == 0) {
        inRules = RULES.matcher(line).matches();
        indent = -1;
      }
    }
    return parts;
  }

  private static SourceText part(SourceText source, List<String> lines, int from, int to) {
    return new SourceText(
        source.name(),
        String.join("\n", lines.subList(from, to)) + "\n",
        source.firstLine() + from);
  }

  /**
   * Refuses what YAML has and our languages have not: tags, anchors, aliases. False if the node
   * must not be walked, because aliases make it larger than its text.
   */
  public static boolean plain(Node node, Problems problems) {
    if (node.getAnchor() != null) {
      problems.error(node, "YAML anchors and aliases are not read; write the value out");
      return false;
    }
    String tag = node.getTag().getValue();
    if (tag.startsWith("!")) {
      problems.error(
          node,
          "a value that begins with ! is a YAML tag (\"" + tag + "\"); quote the whole value");
    }
    boolean walkable = true;
    if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        walkable &= plain(item, problems);
      }
    } else if (node instanceof MappingNode map) {
      for (var entry : map.getValue()) {
        walkable &= plain(entry.getKeyNode(), problems);
        walkable &= plain(entry.getValueNode(), problems);
      }
    }
    return walkable;
  }

  /** The text of a scalar; empty for lists and maps. */
  public static String word(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /** What a reader of the file would call the node. */
  public static String describe(Node node) {
    if (node instanceof SequenceNode list) {
      return list.getValue().isEmpty() ? "an empty list" : "a list";
    }
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue().isEmpty() ? "nothing" : "\"" + shortened(scalar.getValue()) + "\"";
    }
    return "a map";
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}

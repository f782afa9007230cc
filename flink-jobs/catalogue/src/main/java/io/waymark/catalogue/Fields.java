package io.waymark.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML map. Keys that are repeated, and unknown ones where the known ones are given, are reported
 * when it is opened.
 */
public final class Fields {
  private final Node at;
  private final String what;
  private final Problems problems;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private Fields(Node at, String what, Problems problems) {
    this.at = at;
    this.what = what;
    this.problems = problems;
  }

  /** The fields of a node; none, after a report, if it is not a map. */
  public static Fields of(Node node, String what, Problems problems, String... known) {
    var fields = new Fields(node, what, problems);
    if (!(node instanceof MappingNode map)) {
      problems.error(
          node,
          what
              + ": expected a map with "
              + String.join(", ", known)
              + ", got "
              + YamlNodes.describe(node));
      return fields;
    }
    for (var entry : map.getValue()) {
      fields.put(entry.getKeyNode(), entry.getValueNode(), List.of(known));
    }
    return fields;
  }

  /** The fields of a map whose keys its author chooses; none, after a report, if it is no map. */
  public static Fields ofAnyNames(Node node, String what, Problems problems) {
    var fields = new Fields(node, what, problems);
    if (!(node instanceof MappingNode map)) {
      problems.error(node, what + ": expected a map, got " + YamlNodes.describe(node));
      return fields;
    }
    for (var entry : map.getValue()) {
      fields.put(entry.getKeyNode(), entry.getValueNode(), null);
    }
    return fields;
  }

  private void put(Node key, Node value, @Nullable List<String> known) {
    if (!(key instanceof ScalarNode scalar)) {
      problems.error(key, what + ": a key has to be a word, got " + YamlNodes.describe(key));
      return;
    }
    String name = scalar.getValue();
    if (known != null && !known.contains(name)) {
      String trap =
          scalar.isPlain() && Tag.BOOL.equals(scalar.getTag())
              ? " (which YAML reads as true or false)"
              : "";
      problems.error(
          key, what + ": unknown key \"" + name + "\"" + trap + Spelling.hint(name, known));
      return;
    }
    Node first = values.putIfAbsent(name, value);
    if (first != null) {
      problems.error(
          key,
          what
              + ": \""
              + name
              + "\" is given twice, first on line "
              + problems.source().place(first.getStartMark()).line());
    }
  }

  public Node at() {
    return at;
  }

  public @Nullable Node get(String key) {
    return values.get(key);
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** The value of a key that has to be there; null after a report. */
  public @Nullable Node required(String key, String expected) {
    Node value = values.get(key);
    if (value == null && at instanceof MappingNode) {
      problems.error(at, what + ": \"" + key + "\" is missing; expected " + expected);
    }
    return value;
  }

  /** The keys that are there, as written. */
  public Iterable<String> keys() {
    return values.keySet();
  }
}

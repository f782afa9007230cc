package io.waymark.catalogue;

import io.waymark.catalogue.expression.Expressions;
import io.waymark.domain.rule.Predicate;
import io.waymark.domain.rule.Selector;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads selectors: a type name, {@code "*"}, a list of names, or a map with conditions. */
final class SelectorReader {
  private static final String EXPECTED = "an event type, \"*\", a list of types or {type: ...}";
  private static final String[] KEYS = {"type", "channel", "touchpoint", "where"};

  private final Problems problems;
  private final Values values;

  SelectorReader(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
  }

  /** A selector whose expression may not look at {@code prev}. */
  Selector read(@Nullable Node node, String what) {
    return read(node, what, false);
  }

  /**
   * Reads a selector.
   *
   * @param previous whether its expression may look at {@code prev}
   */
  Selector read(@Nullable Node node, String what, boolean previous) {
    if (node == null) {
      return Selector.any();
    }
    if (node instanceof MappingNode) {
      return conditions(Fields.of(node, what, problems, KEYS), what, previous);
    }
    return new Selector(types(node, what), Set.of(), Set.of(), null);
  }

  /** A selector or a list of them. */
  List<Selector> readAll(@Nullable Node node, String what) {
    List<Selector> all = new ArrayList<>();
    for (Node item : values.items(node)) {
      all.add(read(item, what));
    }
    return List.copyOf(all);
  }

  /** The map form, whose keys may be accompanied by others. */
  Selector conditions(Fields fields, String what, boolean previous) {
    Node type = fields.required("type", EXPECTED);
    return new Selector(
        type == null ? Set.of() : types(type, what + " type"),
        names(fields.get("channel"), what + " channel"),
        names(fields.get("touchpoint"), what + " touchpoint"),
        where(fields.get("where"), what + " where", previous));
  }

  private Set<String> types(Node node, String what) {
    if (node instanceof MappingNode) {
      problems.error(node, what + ": expected " + EXPECTED + ", got a map");
      return Set.of();
    }
    if (node instanceof SequenceNode list && list.getValue().isEmpty()) {
      problems.error(node, what + ": expected " + EXPECTED + ", got an empty list");
    }
    Set<String> types = new LinkedHashSet<>();
    boolean any = false;
    for (Node item : values.items(node)) {
      String type = values.text(item, what);
      if (type.chars().anyMatch(Character::isWhitespace)) {
        problems.error(
            item,
            what + ": expected an event type without blanks, got " + YamlNodes.describe(item));
      }
      any |= type.equals("*");
      types.add(type);
    }
    return any ? Set.of() : Set.copyOf(types);
  }

  private Set<String> names(@Nullable Node node, String what) {
    if (node instanceof SequenceNode list && list.getValue().isEmpty()) {
      problems.error(node, what + ": expected a name or a list of names, got an empty list");
    }
    return Set.copyOf(values.texts(node, what));
  }

  /** An expression by itself; null after a report. */
  @Nullable Predicate predicate(@Nullable Node node, String what) {
    return where(node, what, false);
  }

  private @Nullable Predicate where(@Nullable Node node, String what, boolean previous) {
    if (node == null) {
      return null;
    }
    int before = problems.errors();
    String text = values.text(node, what);
    if (problems.errors() > before || !(node instanceof ScalarNode scalar)) {
      return null;
    }
    var located = new ExpressionText(scalar, problems.source());
    var result = Expressions.compile(text, previous);
    for (var issue : result.errors()) {
      problems.error(located.place(issue.line(), issue.column()), what + ": " + issue.message());
    }
    for (var issue : result.warnings()) {
      problems.warning(located.place(issue.line(), issue.column()), what + ": " + issue.message());
    }
    return result.predicate();
  }
}

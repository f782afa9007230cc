package io.waymark.catalogue;

import io.waymark.domain.journey.Cue;
import io.waymark.domain.journey.Meaning;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads what changes a journey: patterns of events, or rules that fire. */
final class CueReader {
  static final String EXPECTED = "a list of {event: ...}, {count: ...} or {sequence: ...}";

  private final Problems problems;
  private final Values values;

  CueReader(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
  }

  /**
   * Cues of one meaning: each a pattern, {@code {rule: ID}} or {@code {when: PATTERN, per: ...}}.
   */
  List<Cue> all(@Nullable Node node, String what, Meaning meaning) {
    List<Cue> cues = new ArrayList<>();
    for (Node item : values.items(node)) {
      cues.add(
          isNamed(item)
              ? one(Fields.of(item, what, problems, "when", "per", "rule"), meaning)
              : new Cue.OfEvents(pattern(item), List.of(), meaning));
    }
    return cues;
  }

  private static boolean isNamed(Node item) {
    return item instanceof MappingNode map
        && map.getValue().stream()
            .map(entry -> YamlNodes.word(entry.getKeyNode()))
            .anyMatch(key -> key.equals("when") || key.equals("rule"));
  }

  /** The cue of a map with {@code when} and perhaps {@code per}, or {@code rule}. */
  Cue one(Fields fields, Meaning meaning) {
    Node when = fields.get("when");
    Node rule = fields.get("rule");
    if ((when == null) == (rule == null)) {
      problems.error(
          fields.at(), "expected either \"when\" (a pattern) or \"rule\" (the id of one)");
    }
    return rule != null
        ? new Cue.OfRule(values.text(rule, "rule"), meaning)
        : new Cue.OfEvents(pattern(when), values.texts(fields.get("per"), "per"), meaning);
  }

  /** Journeys change with events: a pattern that time makes true is a rule, and named as one. */
  private Pattern pattern(@Nullable Node node) {
    if (node == null) {
      return new Pattern.OnEvent(Selector.any());
    }
    Pattern pattern =
        new PatternReader(problems, new SelectorReader(problems), Severity.MEDIUM).read(node);
    if (pattern instanceof Pattern.Absence || pattern instanceof Pattern.Wait) {
      problems.error(
          node, "expected event, count, sequence or score; for another pattern, name a rule");
    }
    return pattern;
  }
}

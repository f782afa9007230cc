package io.waymark.catalogue;

import io.waymark.domain.rule.Pattern.Sequence;
import io.waymark.domain.rule.Pattern.Step;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads sequences and their steps. */
final class SequenceReader {
  private static final String EXPECTED = "a list of event types, {type: ...} and {none: ...}";

  private final Problems problems;
  private final Values values;
  private final SelectorReader selectors;

  SequenceReader(Problems problems, SelectorReader selectors) {
    this.problems = problems;
    this.values = new Values(problems);
    this.selectors = selectors;
  }

  Sequence read(Node body) {
    var fields = Fields.of(body, "sequence", problems, "steps", "within");
    List<Node> items = values.list(fields.required("steps", EXPECTED), "steps", EXPECTED);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Step step = step(items.get(i), i);
      if (step.none() && (i == 0 || i == items.size() - 1)) {
        problems.error(
            items.get(i),
            "steps: a none stands between two steps, so it can be neither first nor last");
      }
      steps.add(step);
    }
    return new Sequence(
        List.copyOf(steps), values.span(fields.required("within", Spans.EXPECTED), "within"));
  }

  private Step step(Node node, int index) {
    if (!(node instanceof MappingNode map)) {
      return Step.of(selectors.read(node, "step"));
    }
    if (map.getValue().stream().anyMatch(e -> YamlNodes.word(e.getKeyNode()).equals("none"))) {
      var fields = Fields.of(node, "step", problems, "none");
      return Step.none(selectors.read(fields.get("none"), "none"));
    }
    var fields =
        Fields.of(node, "step", problems, "type", "channel", "touchpoint", "where", "times");
    Node times = fields.get("times");
    return new Step(
        selectors.conditions(fields, "step", index > 0),
        times == null ? 1 : values.integer(times, "times", 1, 1_000),
        false);
  }
}

package io.waymark.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the examples of a rule. */
final class ExampleReader {
  private static final String GIVEN = "a list of lines such as \"10:00 begin_checkout cart_id=k1\"";
  private static final String EXPECT = "a list of lines such as \"10:30 fired medium\", or []";

  private final Problems problems;
  private final Values values;

  ExampleReader(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
  }

  List<Example> readAll(@Nullable Node node) {
    List<Example> examples = new ArrayList<>();
    String expected = "a list of {name: ..., given: [...], expect: [...]}";
    for (Node item : values.list(node, "examples", expected)) {
      var fields = Fields.of(item, "example", problems, "name", "given", "expect");
      var place = problems.source().place(item.getStartMark());
      examples.add(
          new Example(
              values.text(fields.required("name", "what it shows"), "name"),
              new GivenLines(problems)
                  .read(values.list(fields.required("given", GIVEN), "given", GIVEN)),
              new ExpectLines(problems).read(lines(fields.required("expect", EXPECT))),
              place));
    }
    return List.copyOf(examples);
  }

  private List<Node> lines(@Nullable Node node) {
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    if (node != null) {
      problems.error(node, "expect: expected " + EXPECT + ", got " + YamlNodes.describe(node));
    }
    return List.of();
  }
}

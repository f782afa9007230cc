package io.waymark.catalogue;

import io.waymark.catalogue.Example.Expected;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.domain.rule.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the expected signals of an example, one a line. */
final class ExpectLines {
  private static final String WHAT = "expect";
  private static final String EXPECTED =
      "TIME fired|escalated|resolved|retracted [severity] [name=value ...]";

  private final Problems problems;
  private final Values values;

  ExpectLines(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
  }

  List<Expected> read(List<Node> lines) {
    List<Expected> all = new ArrayList<>();
    long time = Example.DAY;
    for (Node node : lines) {
      var line = ExampleLine.read(node, time, values, problems, WHAT);
      time = line.time();
      var words = line.words();
      var status = words.isEmpty() ? Optional.<Status>empty() : find(Status.values(), words.get(0));
      var severity =
          words.size() < 2 ? Optional.<Severity>empty() : find(Severity.values(), words.get(1));
      if (status.isEmpty() || words.size() > 2 || (words.size() == 2 && severity.isEmpty())) {
        problems.error(node, "expect: expected " + EXPECTED + ", got " + YamlNodes.describe(node));
        continue;
      }
      Map<String, @Nullable Object> instance = new LinkedHashMap<>(line.pairs());
      Object customer = instance.remove("customer");
      all.add(
          new Expected(
              time,
              status.get(),
              severity.orElse(null),
              customer == null ? null : customer.toString(),
              Collections.unmodifiableMap(instance),
              problems.source().place(node.getStartMark())));
    }
    return List.copyOf(all);
  }

  private static <E extends Enum<E>> Optional<E> find(E[] all, String word) {
    return Arrays.stream(all).filter(value -> Values.name(value).equals(word)).findFirst();
  }
}

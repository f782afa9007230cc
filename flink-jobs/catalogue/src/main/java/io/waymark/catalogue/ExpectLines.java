package io.waymark.catalogue;

import io.waymark.catalogue.Example.Expected;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.domain.rule.Severity;
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
  private final Problems problems;
  private final ExampleLines lines;

  ExpectLines(Problems problems) {
    this.problems = problems;
    this.lines =
        new ExampleLines(
            problems,
            "expect",
            "TIME fired|escalated|resolved|retracted [severity] [name=value ...]");
  }

  List<Expected> read(List<Node> nodes) {
    return lines.read(nodes, this::expected);
  }

  private Optional<Expected> expected(ExampleLine line) {
    var words = line.words();
    var status = words.isEmpty() ? Optional.<Status>empty() : find(Status.values(), words.get(0));
    var severity =
        words.size() < 2 ? Optional.<Severity>empty() : find(Severity.values(), words.get(1));
    if (status.isEmpty() || words.size() > 2 || (words.size() == 2 && severity.isEmpty())) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> instance = new LinkedHashMap<>(line.pairs());
    String customer = ExampleLine.takeText(instance, "customer");
    return Optional.of(
        new Expected(
            line.time(),
            status.get(),
            severity.orElse(null),
            customer,
            Collections.unmodifiableMap(instance),
            problems.source().place(line.at().getStartMark())));
  }

  private static <E extends Enum<E>> Optional<E> find(E[] all, String word) {
    return Arrays.stream(all).filter(value -> Values.name(value).equals(word)).findFirst();
  }
}

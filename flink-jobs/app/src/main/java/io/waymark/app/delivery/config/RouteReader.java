package io.waymark.app.delivery.config;

import io.waymark.catalogue.Fields;
import io.waymark.catalogue.Problems;
import io.waymark.catalogue.Spelling;
import io.waymark.catalogue.Values;
import io.waymark.catalogue.YamlNodes;
import io.waymark.domain.delivery.Route;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.wire.Words;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a {@code filter:}. */
final class RouteReader {
  private static final Route ALL =
      new Route(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Severity.INFO);

  private final Problems problems;
  private final Values values;

  RouteReader(Problems problems, Values values) {
    this.problems = problems;
    this.values = values;
  }

  /** What passes; of the types only those that the kind can be told. */
  Route read(@Nullable Node node, Kind kind) {
    if (node == null) {
      return new Route(
          kind.types(), ALL.actions(), ALL.channels(), ALL.purposes(), ALL.rules(), ALL.atLeast());
    }
    Fields fields =
        Fields.of(
            node,
            "filter",
            problems,
            "types",
            "actions",
            "channels",
            "purposes",
            "rules",
            "at_least");
    Set<String> types = known(fields.get("types"), "types", kind.types());
    if (types.isEmpty()) {
      types = new HashSet<>(kind.types());
      if (fields.has("actions") || fields.has("purposes")) {
        // Alerts have neither.
        types.removeIf(type -> type.startsWith("alert."));
      }
    }
    return new Route(
        Set.copyOf(types),
        texts(fields.get("actions"), "actions"),
        texts(fields.get("channels"), "channels"),
        purposes(fields.get("purposes")),
        texts(fields.get("rules"), "rules"),
        values.choice(fields.get("at_least"), "at_least", Severity.INFO));
  }

  private Set<String> purposes(@Nullable Node node) {
    Set<String> purposes = new HashSet<>();
    for (Node item : values.items(node)) {
      Purpose purpose = values.choice(item, "purposes", Purpose.MARKETING);
      purposes.add(Words.of(purpose));
    }
    return Set.copyOf(purposes);
  }

  private Set<String> known(@Nullable Node node, String what, Set<String> possible) {
    for (Node item : values.items(node)) {
      String word = values.text(item, what);
      if (!possible.contains(word)) {
        problems.error(
            item,
            what
                + ": unknown value "
                + YamlNodes.describe(item)
                + Spelling.hint(word, possible.stream().sorted().toList()));
      }
    }
    return texts(node, what);
  }

  private Set<String> texts(@Nullable Node node, String what) {
    return Set.copyOf(new HashSet<>(values.texts(node, what)));
  }
}

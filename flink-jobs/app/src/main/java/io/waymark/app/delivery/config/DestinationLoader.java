package io.waymark.app.delivery.config;

import io.waymark.catalogue.Fields;
import io.waymark.catalogue.Problem;
import io.waymark.catalogue.Problems;
import io.waymark.catalogue.SourceText;
import io.waymark.catalogue.Values;
import io.waymark.catalogue.YamlNodes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a {@code destinations:} list. One that cannot be understood is refused with all its
 * problems at once.
 */
public final class DestinationLoader {
  private DestinationLoader() {}

  /**
   * Reads a text.
   *
   * @param source its name in problems
   */
  public static List<DestinationConfig> load(String source, String text)
      throws InvalidDestinations {
    Problems problems = new Problems(new SourceText(source, text));
    Node root = YamlNodes.document(problems);
    List<DestinationConfig> destinations = new ArrayList<>();
    if (root != null) {
      Fields top = Fields.of(root, "destinations file", problems, "destinations");
      Set<String> names = new HashSet<>();
      String expected = "a list of destinations";
      Node list = top.required("destinations", expected);
      for (Node item : new Values(problems).list(list, "destinations", expected)) {
        var config = new DestinationReader(problems, names).read(item);
        if (config != null) {
          destinations.add(config);
        }
      }
    }
    if (!problems.found().isEmpty()) {
      throw new InvalidDestinations(
          problems.found().stream()
              .sorted(
                  Comparator.comparingInt((Problem problem) -> problem.place().line())
                      .thenComparingInt(problem -> problem.place().column()))
              .toList());
    }
    return List.copyOf(destinations);
  }
}

package io.waymark.catalogue;

import io.waymark.domain.event.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the events of an example, one a line. */
final class GivenLines {
  private static final String WHAT = "given";
  private static final String CUSTOMER = "c1";

  private final Problems problems;
  private final Values values;

  GivenLines(Problems problems) {
    this.problems = problems;
    this.values = new Values(problems);
  }

  List<Event> read(List<Node> lines) {
    List<Event> events = new ArrayList<>();
    long time = Example.DAY;
    for (Node node : lines) {
      var line = ExampleLine.read(node, time, values, problems, WHAT);
      time = line.time();
      if (line.words().size() == 1) {
        // Padded, so that the order of ids is the order of lines.
        events.add(event(line, String.format("e%04d", events.size() + 1)));
      } else {
        problems.error(
            node, "given: expected TIME type [name=value ...], got " + YamlNodes.describe(node));
      }
    }
    return List.copyOf(events);
  }

  private Event event(ExampleLine line, String defaultId) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>(line.pairs());
    String id = field(attributes, "id");
    String customer = field(attributes, "customer");
    String anonymous = field(attributes, "anonymous");
    return new Event(
        id == null ? defaultId : id,
        line.words().get(0),
        line.time(),
        customer == null && anonymous == null ? CUSTOMER : customer,
        anonymous,
        field(attributes, "session"),
        field(attributes, "channel"),
        field(attributes, "touchpoint"),
        Collections.unmodifiableMap(attributes));
  }

  /** Fields are text, also where they look like a number. */
  private static @Nullable String field(Map<String, @Nullable Object> attributes, String name) {
    Object value = attributes.remove(name);
    return value == null ? null : value.toString();
  }
}

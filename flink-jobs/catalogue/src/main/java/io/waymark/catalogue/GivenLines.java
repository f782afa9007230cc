package io.waymark.catalogue;

import io.waymark.domain.event.Event;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the events of an example, one a line. */
final class GivenLines {
  private static final String CUSTOMER = "c1";

  private final ExampleLines lines;
  private int count;

  GivenLines(Problems problems) {
    this.lines = new ExampleLines(problems, "given", "TIME type [name=value ...]");
  }

  List<Event> read(List<Node> nodes) {
    return lines.read(nodes, this::event);
  }

  private Optional<Event> event(ExampleLine line) {
    if (line.words().size() != 1) {
      return Optional.empty();
    }
    count++;
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>(line.pairs());
    String id = ExampleLine.takeText(attributes, "id");
    String customer = ExampleLine.takeText(attributes, "customer");
    String anonymous = ExampleLine.takeText(attributes, "anonymous");
    return Optional.of(
        new Event(
            // Padded, so that the order of ids is the order of lines.
            id == null ? String.format("e%04d", count) : id,
            line.words().get(0),
            line.time(),
            customer == null && anonymous == null ? CUSTOMER : customer,
            anonymous,
            ExampleLine.takeText(attributes, "session"),
            ExampleLine.takeText(attributes, "channel"),
            ExampleLine.takeText(attributes, "touchpoint"),
            Collections.unmodifiableMap(attributes)));
  }
}

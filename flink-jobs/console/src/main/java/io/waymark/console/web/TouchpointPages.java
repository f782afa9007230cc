package io.waymark.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;
import io.waymark.console.store.Kpis;
import io.waymark.domain.pulse.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The board: each touchpoint's figures against what is normal there. */
final class TouchpointPages {
  private static final Duration OLD = Duration.ofMinutes(10);

  private final Kpis kpis;

  TouchpointPages(Kpis kpis) {
    this.kpis = kpis;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/touchpoints", Role.VIEWER, this::list));
  }

  private ObjectNode list(Request request) {
    ObjectNode answer = Json.object();
    ArrayNode items = answer.putArray("items");
    long upTo = kpis.upTo().orElse(0L);
    long from = upTo - Duration.ofMinutes(request.number("minutes", 5, 1440, 180)).toMillis();
    String persona = request.query("persona");
    Map<String, List<ObjectNode>> places = new LinkedHashMap<>();
    for (ObjectNode window :
        kpis.windows(
            from, Long.MAX_VALUE, request.query("channel"), persona == null ? "" : persona)) {
      places
          .computeIfAbsent(
              window.path("touchpoint").asText() + "\n" + window.path("channel"),
              place -> new ArrayList<>())
          .add(window);
    }
    places.values().forEach(windows -> items.add(item(windows, upTo, true)));
    return answer.putNull("next");
  }

  /**
   * A touchpoint.
   *
   * @param windows of one place, the oldest first, at least one
   * @param upTo event time
   */
  static ObjectNode item(List<ObjectNode> windows, long upTo, boolean series) {
    ObjectNode last = windows.get(windows.size() - 1);
    ObjectNode item = Json.object();
    item.set("touchpoint", last.get("touchpoint"));
    item.set("channel", last.get("channel"));
    item.set("updated_at", last.get("occurred_at"));
    Long at = Json.millis(last.path("occurred_at").asText());
    boolean old = at == null || upTo - at > OLD.toMillis();
    ArrayNode figures = item.putArray("figures");
    Map<String, ArrayNode> lines = series ? lines(windows) : Map.of();
    for (JsonNode figure : last.path("figures")) {
      ObjectNode shown = figure.deepCopy();
      shown.put("state", old ? "stale" : isPartial(last, figure) ? "unknown" : state(shown));
      ArrayNode line = lines.get(figure.path("measure").asText());
      if (line != null) {
        shown.set("series", line);
      }
      figures.add(shown);
    }
    return item;
  }

  private static Map<String, ArrayNode> lines(List<ObjectNode> windows) {
    Map<String, ArrayNode> lines = new LinkedHashMap<>();
    for (ObjectNode window : windows) {
      Long at = Json.millis(window.path("window_start").asText());
      for (JsonNode figure : window.path("figures")) {
        JsonNode normal = figure.path("normal");
        ArrayNode point =
            lines
                .computeIfAbsent(
                    figure.path("measure").asText(), m -> Json.object().putArray("series"))
                .addArray();
        point.add(at);
        point.add(figure.get("value"));
        point.add(normal.get("low"));
        point.add(normal.get("high"));
      }
    }
    return lines;
  }

  /**
   * A count that still grows (who waits now does not) says nothing beside what whole windows have.
   */
  private static boolean isPartial(ObjectNode window, JsonNode figure) {
    Measure measure = measure(figure.path("measure").asText());
    return measure != null
        && measure.unit() == Measure.Unit.COUNT
        && measure != Measure.IN_QUEUE
        && !window.path("final").asBoolean(true);
  }

  /** Out of line only on the side that is worse. */
  private static String state(ObjectNode figure) {
    JsonNode value = figure.path("value");
    JsonNode normal = figure.path("normal");
    if (!value.isNumber() || !normal.isObject()) {
      return "unknown";
    }
    Measure measure = measure(figure.path("measure").asText());
    boolean above = value.asDouble() > normal.path("high").asDouble();
    boolean below = value.asDouble() < normal.path("low").asDouble();
    boolean out =
        measure == null
            ? above || below
            : switch (measure.direction()) {
              case HIGHER_IS_WORSE -> above;
              case LOWER_IS_WORSE -> below;
              case NEITHER -> above || below;
            };
    return out ? "out" : "ok";
  }

  private static @Nullable Measure measure(String id) {
    for (Measure measure : Measure.values()) {
      if (measure.id().equals(id)) {
        return measure;
      }
    }
    return null;
  }
}

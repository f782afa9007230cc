package io.waymark.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.access.Role;
import io.waymark.console.store.Json;
import io.waymark.console.store.Kpis;
import io.waymark.domain.pulse.Measure;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The board: each touchpoint's figures against what is normal there. */
final class TouchpointPages {
  private static final Duration OLD = Duration.ofMinutes(10);
  private static final int MOST_POINTS = 48;

  /** Of fewer a share, a mean or a percentile says nothing. */
  private static final int LEAST_N = 30;

  private static final Comparator<Kpis.Place> BY_NAME =
      Comparator.comparing(Kpis.Place::touchpoint)
          .thenComparing(Kpis.Place::channel, Comparator.nullsFirst(Comparator.naturalOrder()));

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
    long length = Duration.ofMinutes(request.number("minutes", 5, 1440, 180)).toMillis();
    String channel = request.query("channel");
    String persona = Objects.requireNonNullElse(request.query("persona"), "");
    long step = step(length);
    Map<Kpis.Place, Map<String, ArrayNode>> lines = new HashMap<>();
    Map<Kpis.Place, Long> last = new TreeMap<>(BY_NAME);
    for (Kpis.Points points : kpis.points(upTo - length, step, upTo - step, channel, persona)) {
      extend(lines.computeIfAbsent(points.place(), place -> new HashMap<>()), points);
      last.put(points.place(), points.windowStart());
    }
    for (ObjectNode window : kpis.windows(last, persona)) {
      Kpis.Place place =
          new Kpis.Place(window.path("touchpoint").asText(), text(window.path("channel")));
      items.add(item(window, upTo, lines.getOrDefault(place, Map.of())));
    }
    ArrayNode personas = answer.putArray("personas");
    kpis.personas(upTo - length).forEach(personas::add);
    return answer.putNull("next");
  }

  /** Lines of many hours go through every so manieth window. */
  private static long step(long length) {
    long windows = length / Kpis.WINDOW;
    return Kpis.WINDOW * ((windows + MOST_POINTS - 1) / MOST_POINTS);
  }

  private static void extend(Map<String, ArrayNode> lines, Kpis.Points points) {
    points
        .points()
        .properties()
        .forEach(
            figure -> {
              ArrayNode line =
                  lines.computeIfAbsent(figure.getKey(), m -> Json.object().putArray("series"));
              ArrayNode point = line.addArray().add(points.windowStart());
              figure.getValue().forEach(point::add);
            });
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.asText() : null;
  }

  /**
   * A touchpoint.
   *
   * @param window the latest of the place
   * @param upTo event time
   * @param lines by measure; those without one are shown without
   */
  static ObjectNode item(ObjectNode window, long upTo, Map<String, ArrayNode> lines) {
    ObjectNode item = Json.object();
    item.set("touchpoint", window.get("touchpoint"));
    item.set("channel", window.get("channel"));
    item.set("window_start", window.get("window_start"));
    item.set("updated_at", window.get("occurred_at"));
    Long at = Json.millis(window.path("occurred_at").asText());
    boolean old = at == null || upTo - at > OLD.toMillis();
    ArrayNode figures = item.putArray("figures");
    for (JsonNode figure : window.path("figures")) {
      ObjectNode shown = figure.deepCopy();
      shown.put("state", old ? "stale" : isPartial(window, figure) ? "unknown" : state(shown));
      ArrayNode line = lines.get(figure.path("measure").asText());
      if (line != null) {
        shown.set("series", line);
      }
      figures.add(shown);
    }
    return item;
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

  /** Who waits now, and for how long, is so of one alone, too. */
  private static boolean isFew(@Nullable Measure measure, long n) {
    boolean isOfEach =
        measure != null && (measure.unit() == Measure.Unit.COUNT || measure == Measure.WAIT_OLDEST);
    return !isOfEach && n < LEAST_N;
  }

  /** Out of line only on the side that is worse. */
  private static String state(ObjectNode figure) {
    JsonNode value = figure.path("value");
    JsonNode normal = figure.path("normal");
    if (!value.isNumber() || !normal.isObject()) {
      return "unknown";
    }
    Measure measure = measure(figure.path("measure").asText());
    if (isFew(measure, figure.path("n").asLong())) {
      return "unknown";
    }
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

package io.waymark.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Figures into their tables: whole, and as points of lines. */
final class KpiIntake {
  private static final List<String> KEY =
      List.of("touchpoint", "channel", "persona", "window_start");
  private static final Table KPIS = Table.of("kpis", KEY, "window_end", "occurred_at", "body");
  private static final Table POINTS = Table.of("kpi_points", KEY, "points");

  private KpiIntake() {}

  static void put(Handle handle, Dialect dialect, List<ObjectNode> kpis) {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (ObjectNode kpi : kpis) {
      Map<String, @Nullable Object> row = new HashMap<>();
      row.put("touchpoint", Fields.text(kpi, "touchpoint"));
      row.put("channel", Objects.requireNonNullElse(Fields.optional(kpi, "channel"), ""));
      row.put("persona", Objects.requireNonNullElse(Fields.optional(kpi, "persona"), ""));
      row.put("window_start", Fields.time(kpi, "window_start"));
      row.put("window_end", Fields.time(kpi, "window_end"));
      row.put("occurred_at", Fields.time(kpi, "occurred_at"));
      row.put("body", Json.text(kpi));
      row.put("points", Json.text(points(kpi)));
      rows.add(row);
    }
    KPIS.put(handle, dialect, rows);
    POINTS.put(handle, dialect, rows);
  }

  /** By measure the value and the band that is normal. */
  private static ObjectNode points(ObjectNode kpi) {
    ObjectNode points = Json.object();
    for (JsonNode figure : kpi.path("figures")) {
      ArrayNode point = points.putArray(figure.path("measure").asText());
      point.add(figure.get("value"));
      point.add(figure.path("normal").get("low"));
      point.add(figure.path("normal").get("high"));
    }
    return points;
  }
}

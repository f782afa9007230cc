package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * What anomalies take from the alerts of customers that they stand for: an anomaly is a figure, and
 * knows of no customers of its own. The same customer, and the same cart, may be in several of
 * those alerts, so it is the largest that counts, not their sum: at least so many, and at least so
 * much. Of where many customers meet the same the figure is itself a number of customers.
 */
final class StoodFor {
  private static final String CUSTOMERS = "customers";
  private static final String VALUE = "value_at_risk";
  private static final int BESIDE = 20;

  private StoodFor() {}

  /** Completes the views of anomalies among these. */
  static void complete(Handle handle, Collection<ObjectNode> views) {
    Map<String, ObjectNode> anomalies = new HashMap<>();
    for (ObjectNode view : views) {
      if (view.path("origin").asText().equals("anomaly")) {
        anomalies.put(view.path("alert_id").asText(), view);
        view.put(CUSTOMERS, 0);
        if (isOfMany(view)) {
          beside(handle, view);
          view.put(CUSTOMERS, view.path("reading").asLong());
        }
      }
    }
    if (anomalies.isEmpty()) {
      return;
    }
    handle
        .createQuery(
            "SELECT muted_by, recent, by_value, currency FROM alerts"
                + " WHERE live = TRUE AND muted_by IN (<ids>)")
        .bindList("ids", anomalies.keySet())
        .map(
            (row, context) ->
                Map.entry(
                    row.getString(1), new Alert(row.getLong(2), row.getLong(3), row.getString(4))))
        .forEach(
            entry -> {
              ObjectNode anomaly = anomalies.get(entry.getKey());
              if (anomaly != null) {
                entry.getValue().addTo(anomaly);
              }
            });
  }

  /** Where they stand among others, by what they stand for now. */
  static void sort(Handle handle, Set<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    List<ObjectNode> anomalies =
        handle
            .createQuery("SELECT body FROM alert_bodies WHERE alert_id IN (<ids>)")
            .bindList("ids", ids)
            .mapTo(String.class)
            .map(Json::parse)
            .filter(alert -> alert.path("origin").asText().equals("anomaly"))
            .list();
    if (anomalies.isEmpty()) {
      return;
    }
    complete(handle, anomalies);
    try (PreparedBatch batch =
        handle.prepareBatch(
            "UPDATE alerts SET by_customers = :customers, by_value = :value"
                + " WHERE alert_id = :id")) {
      for (ObjectNode anomaly : anomalies) {
        batch
            .bind("id", Fields.text(anomaly, "alert_id"))
            .bind("customers", anomaly.path(CUSTOMERS).asLong())
            .bind("value", cents(Fields.number(anomaly, VALUE)))
            .add();
      }
      batch.execute();
    }
  }

  /** A value as it is sorted by; -1 if it is unknown. */
  static long cents(@Nullable Double value) {
    return value == null ? -1 : Math.round(value * 100);
  }

  private static boolean isOfMany(ObjectNode view) {
    return view.path("measure").asText().equals(CUSTOMERS);
  }

  /**
   * The alert of its rule, if something worse stands for that, or nothing: those are the customers.
   */
  private static void beside(Handle handle, ObjectNode view) {
    String rule = view.path("rule_ids").path(1).asText();
    handle
        .createQuery(
            "SELECT recent, by_value, currency, rule_ids FROM alerts"
                + " WHERE touchpoint = :touchpoint AND live = TRUE"
                + " ORDER BY last_at DESC LIMIT "
                + BESIDE)
        .bind("touchpoint", view.path("touchpoint").asText())
        .map(
            (row, context) ->
                Map.entry(
                    row.getString(4), new Alert(row.getLong(1), row.getLong(2), row.getString(3))))
        .filter(alert -> alert.getKey().equals("," + rule + ","))
        .forEach(alert -> alert.getValue().addTo(view));
  }

  private record Alert(long recent, long value, @Nullable String currency) {
    void addTo(ObjectNode anomaly) {
      if (recent > anomaly.path(CUSTOMERS).asLong()) {
        anomaly.put(CUSTOMERS, recent);
      }
      if (value > cents(Fields.number(anomaly, VALUE))) {
        anomaly.put(VALUE, value / 100.0).put("currency", currency);
      }
    }
  }
}

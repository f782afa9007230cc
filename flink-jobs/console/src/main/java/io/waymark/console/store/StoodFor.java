package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * What anomalies take from the alerts of customers beside them: an anomaly is a figure, and knows
 * of no customers of its own. The same customer, and the same cart, may be in several of those
 * alerts, so it is the largest that counts, not their sum: at least so many, and at least so much.
 */
final class StoodFor {
  private static final String CUSTOMERS = "customers";
  private static final int BESIDE = 20;

  private StoodFor() {}

  /**
   * Completes the views of anomalies: by the alerts that they stand for, and where many customers
   * meet the same by the alert there that most of them are in.
   */
  static void complete(Handle handle, Collection<ObjectNode> views) {
    Map<String, ObjectNode> anomalies = new HashMap<>();
    for (ObjectNode view : views) {
      if (view.path("origin").asText().equals("anomaly")) {
        anomalies.put(view.path("alert_id").asText(), view);
        view.put(CUSTOMERS, 0);
        if (view.path("measure").asText().equals(CUSTOMERS)) {
          cohort(handle, view);
        }
      }
    }
    if (anomalies.isEmpty()) {
      return;
    }
    handle
        .createQuery(
            "SELECT a.muted_by, b.body FROM alerts a JOIN alert_bodies b ON b.alert_id = a.alert_id"
                + " WHERE a.live = TRUE AND a.muted_by IN (<ids>)")
        .bindList("ids", anomalies.keySet())
        .map((row, context) -> Map.entry(row.getString(1), Json.parse(row.getString(2))))
        .forEach(
            entry -> take(Objects.requireNonNull(anomalies.get(entry.getKey())), entry.getValue()));
  }

  /** That figure is itself a number of customers. */
  private static void cohort(Handle handle, ObjectNode view) {
    ObjectNode most = null;
    for (ObjectNode alert : beside(handle, view.path("touchpoint").asText())) {
      if (alert.path("origin").asText().equals("signals")
          && (most == null || alert.path("recent").asLong() > most.path("recent").asLong())) {
        most = alert;
      }
    }
    if (most != null) {
      take(view, most);
      view.withArray("rule_ids").addAll((ArrayNode) most.withArray("rule_ids"));
    }
    view.put(CUSTOMERS, view.path("reading").asLong());
  }

  private static Collection<ObjectNode> beside(Handle handle, String touchpoint) {
    return handle
        .createQuery(
            "SELECT b.body FROM alerts a JOIN alert_bodies b ON b.alert_id = a.alert_id"
                + " WHERE a.touchpoint = :touchpoint AND a.live = TRUE"
                + " ORDER BY a.last_at DESC LIMIT "
                + BESIDE)
        .bind("touchpoint", touchpoint)
        .mapTo(String.class)
        .map(Json::parse)
        .list();
  }

  private static void take(ObjectNode anomaly, ObjectNode alert) {
    long recent = alert.path("recent").asLong();
    if (recent > anomaly.path(CUSTOMERS).asLong()) {
      anomaly.put(CUSTOMERS, recent);
    }
    double value = alert.path("value_at_risk").asDouble(-1);
    if (value > anomaly.path("value_at_risk").asDouble(-1)) {
      anomaly.put("value_at_risk", value);
      anomaly.set("currency", alert.get("currency"));
    }
  }
}

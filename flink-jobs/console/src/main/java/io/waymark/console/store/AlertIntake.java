package io.waymark.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Alerts into their tables. What people did to one stays, unless it is closed and opens again: then
 * it is new. Only changes of status make history.
 */
final class AlertIntake {
  private static final int LONGEST_WORDS = 4000;
  private static final Table ALERTS =
      Table.of(
          "alerts",
          List.of("alert_id"),
          "status",
          "live",
          "severity",
          "touchpoint",
          "channel",
          "team",
          "rule_ids",
          "words",
          "first_at",
          "last_at",
          "by_severity",
          "by_customers",
          "by_value",
          "muted_by",
          "work",
          "owner",
          "acknowledged_at",
          "snoozed_until",
          "closed_cause");
  private static final Table BODIES = Table.of("alert_bodies", List.of("alert_id"), "body");
  private static final Table SAMPLES =
      Table.of("alert_samples", List.of("alert_id", "place"), "customer_id");

  /** Where an alert stands: what the topic said last, and what people did. */
  private record Standing(
      String status,
      String work,
      @Nullable String owner,
      @Nullable Long acknowledgedAt,
      long snoozedUntil,
      @Nullable String closedCause) {
    static final Standing NEW = new Standing("", "new", null, null, 0, null);

    Standing say(String said) {
      boolean reopened = status.equals("resolved") && !said.equals("resolved");
      return reopened
          ? new Standing(said, "new", owner, null, 0, null)
          : new Standing(said, work, owner, acknowledgedAt, snoozedUntil, closedCause);
    }
  }

  private final Handle handle;
  private final Dialect dialect;

  AlertIntake(Handle handle, Dialect dialect) {
    this.handle = handle;
    this.dialect = dialect;
  }

  void put(List<ObjectNode> alerts) {
    Map<String, Standing> standings = standings(alerts);
    Map<String, Map<String, @Nullable Object>> rows = new LinkedHashMap<>();
    Map<String, ObjectNode> last = new LinkedHashMap<>();
    for (ObjectNode alert : alerts) {
      String id = Fields.text(alert, "alert_id");
      Standing before = standings.getOrDefault(id, Standing.NEW);
      Standing now = before.say(Fields.text(alert, "status"));
      remember(id, before, now, alert);
      standings.put(id, now);
      rows.put(id, row(id, now, alert));
      last.put(id, alert);
    }
    ALERTS.put(handle, dialect, rows.values());
    putBodies(last);
  }

  /** Removes what a tombstone names. */
  void remove(List<String> ids) {
    for (String table : List.of("alerts", "alert_bodies", "alert_samples", "alert_history")) {
      handle
          .createUpdate("DELETE FROM " + table + " WHERE alert_id IN (<ids>)")
          .bindList("ids", ids)
          .execute();
    }
  }

  /** Locks them: what people do in between would be written over. */
  private Map<String, Standing> standings(List<ObjectNode> alerts) {
    Map<String, Standing> standings = new HashMap<>();
    handle
        .createQuery(
            "SELECT alert_id, status, work, owner, acknowledged_at, snoozed_until, closed_cause"
                + " FROM alerts WHERE alert_id IN (<ids>) ORDER BY alert_id FOR UPDATE")
        .bindList("ids", alerts.stream().map(a -> Fields.text(a, "alert_id")).distinct().toList())
        .map(
            (row, context) ->
                Map.entry(
                    row.getString(1),
                    new Standing(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, Long.class),
                        row.getLong(6),
                        row.getString(7))))
        .forEach(entry -> standings.put(entry.getKey(), entry.getValue()));
    return standings;
  }

  private void remember(String id, Standing before, Standing now, ObjectNode alert) {
    boolean changes =
        !now.status().equals("updated")
            ? !now.status().equals(before.status())
            : before.status().isEmpty() || before.status().equals("resolved");
    if (!changes) {
      return;
    }
    String what =
        now.status().equals("resolved")
            ? "resolved"
            : before.status().equals("resolved") ? "reopened" : "opened";
    String cause = Fields.optional(alert, "cause");
    AlertHistory.add(handle, id, Fields.time(alert, "last_at"), "waymark", what, cause);
  }

  private static Map<String, @Nullable Object> row(String id, Standing now, ObjectNode alert) {
    Map<String, @Nullable Object> row = new HashMap<>();
    long lastAt = Fields.time(alert, "last_at");
    int severity = Severities.rank(Fields.text(alert, "severity"));
    Double value = Fields.number(alert, "value_at_risk");
    List<String> rules = new ArrayList<>();
    alert.path("rule_ids").forEach(rule -> rules.add(rule.asText()));
    row.put("alert_id", id);
    row.put("status", now.status());
    row.put("live", !now.status().equals("resolved") && !now.work().equals("closed"));
    row.put("severity", severity);
    row.put("touchpoint", Fields.optional(alert, "touchpoint", 500));
    row.put("channel", Fields.optional(alert, "channel", 200));
    row.put("team", Fields.optional(alert, "team", 200));
    row.put("rule_ids", cut("," + String.join(",", rules) + ",", 4000));
    row.put("words", words(id, alert, rules));
    row.put("first_at", Fields.time(alert, "first_at"));
    row.put("last_at", lastAt);
    // A day's alerts of one severity stand by time; a severity outweighs all times until 5138.
    row.put("by_severity", severity * 100_000_000_000_000L + lastAt);
    row.put("by_customers", alert.path("customers").asLong());
    row.put("by_value", value == null ? -1 : Math.round(value * 100));
    row.put("muted_by", Fields.optional(alert, "muted_by", 300));
    row.put("work", now.work());
    row.put("owner", now.owner());
    row.put("acknowledged_at", now.acknowledgedAt());
    row.put("snoozed_until", now.snoozedUntil());
    row.put("closed_cause", now.closedCause());
    return row;
  }

  /** What a search looks through. */
  private static String words(String id, ObjectNode alert, List<String> rules) {
    return cut(
        String.join(
                " ",
                Fields.text(alert, "title"),
                String.join(" ", rules),
                Fields.text(alert, "touchpoint"),
                Fields.text(alert, "team"),
                id)
            .toLowerCase(Locale.ROOT),
        LONGEST_WORDS);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest);
  }

  private void putBodies(Map<String, ObjectNode> alerts) {
    List<Map<String, @Nullable Object>> bodies = new ArrayList<>();
    List<Map<String, @Nullable Object>> samples = new ArrayList<>();
    alerts.forEach(
        (id, alert) -> {
          ObjectNode body = alert.deepCopy();
          int place = 0;
          for (JsonNode customer : body.path("samples")) {
            samples.add(Map.of("alert_id", id, "place", place++, "customer_id", customer.asText()));
          }
          // They stand in a table of their own, from which an erasure takes them.
          body.remove("samples");
          bodies.add(Map.of("alert_id", id, "body", Json.text(body)));
        });
    BODIES.put(handle, dialect, bodies);
    handle
        .createUpdate("DELETE FROM alert_samples WHERE alert_id IN (<ids>)")
        .bindList("ids", List.copyOf(alerts.keySet()))
        .execute();
    SAMPLES.put(handle, dialect, samples);
  }
}

package io.waymark.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Alerts into their tables. Only changes of status make history, and what gets worse after somebody
 * has seen it.
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
          "reopened",
          "by_severity",
          "by_customers",
          "by_value",
          "recent",
          "currency",
          "muted_by",
          "silenced_until",
          "work",
          "owner",
          "acknowledged_at",
          "snoozed_until",
          "seen_severity",
          "closed_cause",
          "closed_by",
          "closed_at");
  private static final Table BODIES = Table.of("alert_bodies", List.of("alert_id"), "body");
  private static final Table SAMPLES =
      Table.of("alert_samples", List.of("alert_id", "place"), "customer_id");

  private final Handle handle;
  private final Dialect dialect;

  AlertIntake(Handle handle, Dialect dialect) {
    this.handle = handle;
    this.dialect = dialect;
  }

  /**
   * Puts them; what is older than what is known is passed by, or what people did to an alert that
   * came back once would be lost whenever the topic is read again.
   *
   * @param now of the wall clock
   */
  void put(List<ObjectNode> alerts, long now) {
    Turn.take(handle);
    List<Silence> silences = Silences.running(handle, now);
    Map<String, AlertStanding> standings = standings(alerts);
    Map<String, Map<String, @Nullable Object>> rows = new LinkedHashMap<>();
    Map<String, ObjectNode> last = new LinkedHashMap<>();
    for (ObjectNode alert : alerts) {
      String id = Fields.text(alert, "alert_id");
      AlertStanding before = standings.getOrDefault(id, AlertStanding.NONE);
      AlertStanding.Said said = AlertStanding.Said.of(alert);
      if (before.said().isAfter(said)) {
        continue;
      }
      AlertStanding after = before.after(said);
      remember(id, before, said, Fields.optional(alert, "cause"));
      standings.put(id, after);
      rows.put(id, row(id, after, alert, silences));
      last.put(id, alert);
    }
    if (!rows.isEmpty()) {
      Set<String> otherwise = muting(rows.keySet());
      ALERTS.put(handle, dialect, rows.values());
      putBodies(last);
      otherwise.addAll(muting(rows.keySet()));
      otherwise.addAll(rows.keySet());
      StoodFor.sort(handle, otherwise);
    }
  }

  /** Those that stand for these. */
  private Set<String> muting(Collection<String> ids) {
    return new HashSet<>(
        handle
            .createQuery(
                "SELECT DISTINCT muted_by FROM alerts"
                    + " WHERE alert_id IN (<ids>) AND muted_by IS NOT NULL")
            .bindList("ids", List.copyOf(ids))
            .mapTo(String.class)
            .list());
  }

  /** Removes what a tombstone names. */
  void remove(List<String> ids) {
    for (String table : List.of("alerts", "alert_bodies", "alert_samples", "alert_history")) {
      handle
          .createUpdate("DELETE FROM " + table + " WHERE alert_id IN (<ids>)")
          .bindList("ids", ids)
          .execute();
    }
    handle
        .createUpdate("DELETE FROM mentions WHERE source = 'alert' AND row_id IN (<ids>)")
        .bindList("ids", ids)
        .execute();
  }

  /** Locks them: what people do in between would be written over. */
  private Map<String, AlertStanding> standings(List<ObjectNode> alerts) {
    Map<String, AlertStanding> standings = new HashMap<>();
    handle
        .createQuery(
            "SELECT alert_id, status, severity, reopened, last_at, work, owner, acknowledged_at,"
                + " snoozed_until, seen_severity, closed_cause, closed_by, closed_at"
                + " FROM alerts WHERE alert_id IN (<ids>) ORDER BY alert_id FOR UPDATE")
        .bindList("ids", alerts.stream().map(a -> Fields.text(a, "alert_id")).distinct().toList())
        .map((row, context) -> Map.entry(row.getString("alert_id"), standing(row)))
        .forEach(entry -> standings.put(entry.getKey(), entry.getValue()));
    return standings;
  }

  private static AlertStanding standing(ResultSet row) throws SQLException {
    return new AlertStanding(
        new AlertStanding.Said(
            row.getString("status"),
            row.getInt("severity"),
            row.getInt("reopened"),
            row.getLong("last_at")),
        new AlertStanding.Deeds(
            row.getString("work"),
            row.getString("owner"),
            row.getObject("acknowledged_at", Long.class),
            row.getLong("snoozed_until"),
            row.getObject("seen_severity", Integer.class),
            row.getString("closed_cause"),
            row.getString("closed_by"),
            row.getObject("closed_at", Long.class)));
  }

  private void remember(
      String id, AlertStanding before, AlertStanding.Said said, @Nullable String cause) {
    if (before.isRaisedBy(said)) {
      String words =
          Severities.word(before.said().severity()) + " → " + Severities.word(said.severity());
      AlertHistory.add(handle, id, said.lastAt(), "waymark", "risen", words);
    }
    if (before.isBackWith(said)) {
      AlertStanding.Deeds deeds = before.deeds();
      String words = "resolved by " + deeds.closedBy() + " (" + deeds.closedCause() + "), fires on";
      AlertHistory.add(handle, id, said.lastAt(), "waymark", "reopened", words);
    }
    boolean isNew = before == AlertStanding.NONE;
    boolean reopens = before.isReopenedBy(said);
    boolean resolves = said.isResolved() && !before.said().isResolved();
    if (isNew || reopens || resolves) {
      String what = said.isResolved() ? "resolved" : reopens ? "reopened" : "opened";
      AlertHistory.add(handle, id, said.lastAt(), "waymark", what, cause);
    }
  }

  private static Map<String, @Nullable Object> row(
      String id, AlertStanding standing, ObjectNode alert, List<Silence> silences) {
    AlertStanding.Said said = standing.said();
    AlertStanding.Deeds deeds = standing.deeds();
    Map<String, @Nullable Object> row = new HashMap<>();
    Double value = Fields.number(alert, "value_at_risk");
    List<String> rules = rules(alert);
    row.put("alert_id", id);
    row.put("status", said.status());
    row.put("live", standing.isLive());
    row.put("severity", said.severity());
    Silence.Subject subject =
        new Silence.Subject(
            cut("," + String.join(",", own(alert, rules)) + ",", 4000),
            said.severity(),
            Fields.optional(alert, "touchpoint", 500),
            Fields.optional(alert, "channel", 200),
            Fields.optional(alert, "team", 200));
    row.put("touchpoint", subject.touchpoint());
    row.put("channel", subject.channel());
    row.put("team", subject.team());
    row.put("rule_ids", subject.ruleIds());
    row.put("silenced_until", Silence.until(silences, subject));
    row.put("words", words(alert));
    row.put("first_at", Fields.time(alert, "first_at"));
    row.put("last_at", said.lastAt());
    row.put("reopened", said.reopened());
    row.put("by_severity", bySeverity(said.severity(), Fields.time(alert, "first_at")));
    row.put("by_customers", alert.path("customers").asLong());
    row.put("by_value", StoodFor.cents(value));
    row.put("recent", alert.path("recent").asLong());
    row.put("currency", Fields.optional(alert, "currency", 20));
    row.put("muted_by", Fields.optional(alert, "muted_by", 300));
    row.put("work", deeds.work());
    row.put("owner", deeds.owner());
    row.put("acknowledged_at", deeds.acknowledgedAt());
    row.put("snoozed_until", deeds.snoozedUntil());
    row.put("seen_severity", deeds.seenSeverity());
    row.put("closed_cause", deeds.closedCause());
    row.put("closed_by", deeds.closedBy());
    row.put("closed_at", deeds.closedAt());
    return row;
  }

  /** An anomaly names its pattern first, and then the rules that it stands for. */
  private static List<String> own(ObjectNode alert, List<String> rules) {
    boolean standsForOthers = alert.path("origin").asText().equals("anomaly");
    return standsForOthers && !rules.isEmpty() ? rules.subList(0, 1) : rules;
  }

  /** Alerts of one severity stand by time; a severity outweighs all times until 5138. */
  static long bySeverity(int severity, long firstAt) {
    return severity * 100_000_000_000_000L + firstAt;
  }

  /** What a search looks through. */
  static String words(ObjectNode alert) {
    return cut(
        String.join(
                " ",
                Fields.text(alert, "title"),
                String.join(" ", rules(alert)),
                Fields.text(alert, "touchpoint"),
                Fields.text(alert, "team"),
                Fields.text(alert, "alert_id"))
            .toLowerCase(Locale.ROOT),
        LONGEST_WORDS);
  }

  private static List<String> rules(ObjectNode alert) {
    List<String> rules = new ArrayList<>();
    alert.path("rule_ids").forEach(rule -> rules.add(rule.asText()));
    return rules;
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

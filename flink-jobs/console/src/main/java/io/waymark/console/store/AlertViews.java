package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Alerts as the page has them: what the topic says, what people did, and why one is muted. */
final class AlertViews {
  private static final List<String> TITLE =
      List.of("title", "origin", "rule_ids", "measure", "touchpoint", "channel", "group");

  private final Handle handle;
  private final long now;

  /**
   * @param now of the wall clock
   */
  AlertViews(Handle handle, long now) {
    this.handle = handle;
    this.now = now;
  }

  /** Those of them that there are, in that order. */
  List<Alerts.Alert> of(List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Map<String, List<String>> samples = samples(ids);
    List<Silence> silences = Silences.running(handle, now);
    Map<String, ObjectNode> views = new HashMap<>();
    handle
        .createQuery(
            "SELECT a.*, b.body FROM alerts a JOIN alert_bodies b ON b.alert_id = a.alert_id"
                + " WHERE a.alert_id IN (<ids>)")
        .bindList("ids", ids)
        .map((row, context) -> Map.entry(row.getString("alert_id"), view(row, silences)))
        .forEach(entry -> views.put(entry.getKey(), entry.getValue()));
    nameMuting(views);
    sayUnseen(views);
    StoodFor.complete(handle, views.values());
    List<Alerts.Alert> alerts = new ArrayList<>();
    for (String id : ids) {
      ObjectNode view = views.get(id);
      if (view != null) {
        alerts.add(new Alerts.Alert(id, view, samples.getOrDefault(id, List.of())));
      }
    }
    return alerts;
  }

  private ObjectNode view(ResultSet row, List<Silence> silences) throws SQLException {
    ObjectNode view = Json.parse(row.getString("body"));
    String work = row.getString("work");
    long snoozed = row.getLong("snoozed_until");
    boolean isSnoozed = snoozed > now && !work.equals("closed");
    view.put("work", isSnoozed ? "snoozed" : work);
    view.put("owner", row.getString("owner"));
    view.put("acknowledged_at", Json.time(row.getObject("acknowledged_at", Long.class)));
    view.put("snoozed_until", isSnoozed ? Json.time(snoozed) : null);
    view.put("risen_from", risenFrom(row));
    boolean isUnseen = row.getBoolean("live") && (work.equals("new") || risenFrom(row) != null);
    view.put("unseen_since", isUnseen ? Json.time(row.getLong("first_at")) : null);
    ObjectNode order = view.putObject("order");
    for (AlertQuery.Sort sort : AlertQuery.Sort.values()) {
      order.put(sort.name().toLowerCase(Locale.ROOT), row.getLong(sort.column));
    }
    String closed = row.getString("closed_cause");
    if (closed != null && work.equals("closed")) {
      view.put("cause", closed);
    }
    view.set("fires_on", firesOn(row, work));
    String mutedBy = row.getString("muted_by");
    view.remove("muted_by");
    if (mutedBy != null) {
      view.putObject("muted").put("by", "alert").put("id", mutedBy);
    } else {
      view.set("muted", row.getLong("silenced_until") > now ? silenced(row, silences) : null);
    }
    return view;
  }

  /** Who resolved it, and why, if it has come back since; null if not. */
  private static @Nullable ObjectNode firesOn(ResultSet row, String work) throws SQLException {
    String by = row.getString("closed_by");
    return by == null || work.equals("closed") || !row.getBoolean("live")
        ? null
        : Json.object()
            .put("resolved_by", by)
            .put("resolved_at", Json.time(row.getObject("closed_at", Long.class)))
            .put("cause", row.getString("closed_cause"));
  }

  /** How bad it was when somebody saw it, if it is worse now; null if not. */
  private static @Nullable String risenFrom(ResultSet row) throws SQLException {
    Integer seen = row.getObject("seen_severity", Integer.class);
    return seen != null && row.getBoolean("live") && row.getInt("severity") > seen
        ? Severities.word(seen)
        : null;
  }

  private static @Nullable ObjectNode silenced(ResultSet row, List<Silence> silences)
      throws SQLException {
    Silence.Subject subject = Silences.subject(row);
    return silences.stream()
        .filter(silence -> silence.matches(subject))
        .findFirst()
        .map(
            silence ->
                Json.object()
                    .put("by", "silence")
                    .put("id", silence.id())
                    .put("text", silence.comment()))
        .orElse(null);
  }

  /** Since when nobody has seen those that came back, or got worse. */
  private void sayUnseen(Map<String, ObjectNode> views) {
    List<String> again =
        views.entrySet().stream()
            .filter(one -> one.getValue().path("unseen_since").isTextual())
            .filter(one -> isBackOrWorse(one.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (again.isEmpty()) {
      return;
    }
    handle
        .createQuery(
            "SELECT alert_id, MAX(happened_at) FROM alert_history WHERE alert_id IN (<ids>)"
                + " AND what IN ('opened', 'reopened', 'risen') GROUP BY alert_id")
        .bindList("ids", again)
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(
            one -> {
              ObjectNode view = views.get(one.getKey());
              if (view != null) {
                view.put("unseen_since", Json.time(one.getValue()));
              }
            });
  }

  private static boolean isBackOrWorse(ObjectNode view) {
    return view.path("reopened").asInt() > 0
        || view.path("risen_from").isTextual()
        || view.path("fires_on").isObject();
  }

  /** The titles of those that stand for others. */
  private void nameMuting(Map<String, ObjectNode> views) {
    Map<String, List<ObjectNode>> muting = new LinkedHashMap<>();
    for (ObjectNode view : views.values()) {
      if (view.path("muted").path("by").asText().equals("alert")) {
        muting
            .computeIfAbsent(view.path("muted").path("id").asText(), id -> new ArrayList<>())
            .add((ObjectNode) view.path("muted"));
      }
    }
    if (muting.isEmpty()) {
      return;
    }
    handle
        .createQuery("SELECT alert_id, body FROM alert_bodies WHERE alert_id IN (<ids>)")
        .bindList("ids", List.copyOf(muting.keySet()))
        .map((row, context) -> Map.entry(row.getString(1), Json.parse(row.getString(2))))
        .forEach(
            entry ->
                muting
                    .getOrDefault(entry.getKey(), List.of())
                    .forEach(
                        m -> {
                          m.put("text", entry.getValue().path("title").asText());
                          m.set("alert", title(entry.getValue()));
                        }));
  }

  /** What the title of an alert is made of, whatever language somebody reads it in. */
  static ObjectNode title(ObjectNode body) {
    ObjectNode title = Json.object();
    TITLE.forEach(field -> title.set(field, body.get(field)));
    return title;
  }

  private Map<String, List<String>> samples(List<String> ids) {
    Map<String, List<String>> samples = new HashMap<>();
    handle
        .createQuery(
            "SELECT alert_id, customer_id FROM alert_samples WHERE alert_id IN (<ids>)"
                + " ORDER BY alert_id, place")
        .bindList("ids", ids)
        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(
            entry ->
                samples
                    .computeIfAbsent(entry.getKey(), id -> new ArrayList<>())
                    .add(entry.getValue()));
    return samples;
  }
}

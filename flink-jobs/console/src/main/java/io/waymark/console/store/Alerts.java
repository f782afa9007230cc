package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The alerts as people look at them. */
public final class Alerts {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int RELATED = 5;

  /**
   * One of them.
   *
   * @param view as the page has it, but for the customers
   * @param samples ids of customers, to be masked before anybody sees them
   */
  public record Alert(String id, ObjectNode view, List<String> samples) {}

  /**
   * Some of them.
   *
   * @param next from where it goes on; null at the end
   */
  public record Page(List<Alert> alerts, AlertQuery.@Nullable Cursor next) {}

  private final Database database;
  private final InstantSource wall;

  public Alerts(Database database, InstantSource wall) {
    this.database = database;
    this.wall = wall;
  }

  public Page page(AlertQuery asked) {
    return database.jdbi().withHandle(handle -> page(handle, asked));
  }

  public Optional<Alert> find(String id) {
    return find(List.of(id)).stream().findFirst();
  }

  /** Those of them that there are, in that order. */
  public List<Alert> find(Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : database.jdbi().withHandle(handle -> load(handle, List.copyOf(ids)));
  }

  /** Live ones at the same touchpoint, and the one that stands for it. */
  public List<Alert> related(String id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                load(
                    handle,
                    handle
                        .createQuery(
                            "SELECT o.alert_id FROM alerts a JOIN alerts o ON o.touchpoint = a.touchpoint"
                                + " WHERE a.alert_id = :id AND o.alert_id <> :id AND o.live = TRUE"
                                + " ORDER BY o.last_at DESC LIMIT "
                                + RELATED)
                        .bind("id", id)
                        .mapTo(String.class)
                        .list()));
  }

  /** What became of it, the oldest first. */
  public List<ObjectNode> history(String id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM alert_history WHERE alert_id = :id ORDER BY id")
                    .bind("id", id)
                    .map(
                        (row, context) ->
                            Json.object()
                                .put("at", Json.time(row.getLong("happened_at")))
                                .put("who", row.getString("who"))
                                .put("what", row.getString("what"))
                                .put("text", row.getString("remark")))
                    .list());
  }

  /** Alerts that name the customer among their samples: id and title. */
  public List<ObjectNode> of(String customerId) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                load(
                        handle,
                        handle
                            .createQuery(
                                "SELECT DISTINCT alert_id FROM alert_samples WHERE customer_id = :id")
                            .bind("id", customerId)
                            .mapTo(String.class)
                            .list())
                    .stream()
                    .map(
                        alert ->
                            Json.object()
                                .put("alert_id", alert.id())
                                .put("title", alert.view().path("title").asText()))
                    .toList());
  }

  private Page page(Handle handle, AlertQuery asked) {
    long now = wall.millis();
    List<Object> values = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    view(asked.view(), now, Silences.running(handle, now), values, conditions);
    if (!asked.severities().isEmpty()) {
      List<String> ranks = asked.severities().stream().map(s -> "" + Severities.rank(s)).toList();
      conditions.add("severity IN (" + String.join(", ", ranks) + ")");
    }
    if (asked.touchpoint() != null) {
      values.add(asked.touchpoint());
      conditions.add("touchpoint = :v" + (values.size() - 1));
    }
    if (asked.words() != null) {
      for (String word : BLANKS.split(asked.words().toLowerCase(Locale.ROOT).strip())) {
        values.add(word);
        conditions.add("POSITION(:v" + (values.size() - 1) + " IN words) > 0");
      }
    }
    AlertQuery.Sort sort = asked.sort();
    if (asked.after() != null) {
      values.add(asked.after().key());
      values.add(asked.after().id());
      String key = ":v" + (values.size() - 2);
      conditions.add(
          "(%s %s %s OR (%s = %s AND alert_id %s :v%d))"
              .formatted(
                  sort.column,
                  sort.following(),
                  key,
                  sort.column,
                  key,
                  sort.following(),
                  values.size() - 1));
    }
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    Query query =
        handle.createQuery(
            "SELECT alert_id, %s FROM alerts%s ORDER BY %s %s, alert_id %s LIMIT %d"
                .formatted(
                    sort.column,
                    where,
                    (asked.view() == AlertQuery.View.ALL || asked.view() == AlertQuery.View.RESOLVED
                            ? ""
                            : "live " + sort.direction + ", ")
                        + sort.column,
                    sort.direction,
                    sort.direction,
                    asked.limit() + 1));
    Silences.bind(query, values);
    List<AlertQuery.Cursor> found =
        query.map((row, context) -> new AlertQuery.Cursor(row.getLong(2), row.getString(1))).list();
    boolean more = found.size() > asked.limit();
    List<AlertQuery.Cursor> shown = more ? found.subList(0, asked.limit()) : found;
    return new Page(
        load(handle, shown.stream().map(AlertQuery.Cursor::id).toList()),
        more ? shown.get(shown.size() - 1) : null);
  }

  private static void view(
      AlertQuery.View view,
      long now,
      List<Silence> silences,
      List<Object> values,
      List<String> conditions) {
    switch (view) {
      case ALL -> {}
      case RESOLVED -> conditions.add("live = FALSE");
      case OPEN, MUTED -> {
        conditions.add("live = TRUE");
        List<String> muted = new ArrayList<>();
        muted.add("muted_by IS NOT NULL");
        values.add(now);
        muted.add("snoozed_until > :v" + (values.size() - 1));
        silences.forEach(silence -> muted.add(silence.sql(values)));
        String any = "(" + String.join(" OR ", muted) + ")";
        conditions.add(view == AlertQuery.View.MUTED ? any : "NOT " + any);
      }
    }
  }

  private List<Alert> load(Handle handle, List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    long now = wall.millis();
    Map<String, List<String>> samples = samples(handle, ids);
    Map<String, ObjectNode> silenced = silenced(handle, ids, now);
    Map<String, ObjectNode> views = new HashMap<>();
    handle
        .createQuery(
            "SELECT a.*, b.body FROM alerts a JOIN alert_bodies b ON b.alert_id = a.alert_id"
                + " WHERE a.alert_id IN (<ids>)")
        .bindList("ids", ids)
        .map(
            (row, context) -> {
              ObjectNode view = Json.parse(row.getString("body"));
              String id = row.getString("alert_id");
              String mutedBy = row.getString("muted_by");
              view.remove("muted_by");
              String work = row.getString("work");
              long snoozed = row.getLong("snoozed_until");
              boolean isSnoozed = snoozed > now && !work.equals("closed");
              view.put("work", isSnoozed ? "snoozed" : work);
              view.put("owner", row.getString("owner"));
              view.put("acknowledged_at", Json.time(row.getObject("acknowledged_at", Long.class)));
              view.put("snoozed_until", isSnoozed ? Json.time(snoozed) : null);
              String closed = row.getString("closed_cause");
              if (closed != null) {
                view.put("cause", closed);
              }
              if (mutedBy != null) {
                view.putObject("muted").put("by", "alert").put("id", mutedBy);
              } else {
                view.set("muted", silenced.get(id));
              }
              return Map.entry(id, view);
            })
        .forEach(entry -> views.put(entry.getKey(), entry.getValue()));
    nameMuting(handle, views);
    List<Alert> alerts = new ArrayList<>();
    for (String id : ids) {
      ObjectNode view = views.get(id);
      if (view != null) {
        alerts.add(new Alert(id, view, samples.getOrDefault(id, List.of())));
      }
    }
    return alerts;
  }

  /** The titles of those that stand for others. */
  private static void nameMuting(Handle handle, Map<String, ObjectNode> views) {
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
                    .forEach(m -> m.put("text", entry.getValue().path("title").asText())));
  }

  private static Map<String, List<String>> samples(Handle handle, List<String> ids) {
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

  private static Map<String, ObjectNode> silenced(Handle handle, List<String> ids, long now) {
    Map<String, ObjectNode> silenced = new HashMap<>();
    for (Silence silence : Silences.running(handle, now)) {
      List<Object> values = new ArrayList<>();
      Query query =
          handle
              .createQuery(
                  "SELECT alert_id FROM alerts WHERE alert_id IN (<ids>) AND "
                      + silence.sql(values))
              .bindList("ids", ids);
      Silences.bind(query, values);
      query
          .mapTo(String.class)
          .forEach(
              id ->
                  silenced.put(
                      id,
                      Json.object()
                          .put("by", "silence")
                          .put("id", silence.id())
                          .put("text", silence.comment())));
    }
    return silenced;
  }
}

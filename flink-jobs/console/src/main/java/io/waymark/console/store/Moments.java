package io.waymark.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What happened to customers. */
public final class Moments {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final Database database;

  public Moments(Database database) {
    this.database = database;
  }

  /** Signals that an alert is made of, the latest first. */
  public List<ObjectNode> signalsOf(ObjectNode alert, int limit) {
    List<Found> found = new ArrayList<>();
    database
        .jdbi()
        .useHandle(
            handle -> {
              // Each rule's are in order in the index; all together are not.
              for (JsonNode rule : alert.path("rule_ids")) {
                found.addAll(signals(handle, alert, rule.asText(), limit));
              }
            });
    return found.stream()
        .sorted(Comparator.comparingLong(Found::at).reversed())
        .limit(limit)
        .map(one -> Json.parse(one.body()))
        .toList();
  }

  private record Found(long at, String body) {}

  private static List<Found> signals(Handle handle, ObjectNode alert, String rule, int limit) {
    String touchpoint = Fields.optional(alert, "touchpoint");
    Query query = handle.createQuery(signalsOf(touchpoint != null, limit)).bind("rule", rule);
    if (touchpoint != null) {
      query.bind("touchpoint", touchpoint);
    }
    return query
        .bind("from", Fields.time(alert, "first_at") - before(alert))
        .bind("to", Fields.time(alert, "last_at"))
        .map((row, context) -> new Found(row.getLong(1), row.getString(2)))
        .list();
  }

  static String signalsOf(boolean touchpoint, int limit) {
    // Sorted by all of the index: H2 walks along it only then.
    return "SELECT happened_at, body FROM moments WHERE kind = 'signal' AND rule_id = :rule"
        + (touchpoint ? " AND touchpoint = :touchpoint" : "")
        + " AND happened_at >= :from AND happened_at <= :to ORDER BY kind, rule_id, "
        + (touchpoint ? "touchpoint, " : "")
        + "happened_at DESC LIMIT "
        + limit;
  }

  /** An anomaly is told of when what it is about has happened. */
  private static long before(ObjectNode alert) {
    return alert.path("origin").asText().equals("anomaly") ? WINDOW.toMillis() : 0;
  }

  /** The latest of a customer's, the latest first. */
  public List<ObjectNode> of(String customerId, int limit) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT kind, happened_at, body FROM moments WHERE customer_id = :id"
                            + " ORDER BY customer_id, happened_at DESC LIMIT "
                            + limit)
                    .bind("id", customerId)
                    .map(
                        (row, context) ->
                            Json.parse(row.getString("body"))
                                .put("moment", row.getString("kind"))
                                .put("at", Json.time(row.getLong("happened_at"))))
                    .list());
  }
}

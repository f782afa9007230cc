package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** What happened to customers. */
public final class Moments {
  private final Database database;

  public Moments(Database database) {
    this.database = database;
  }

  /** Signals that an alert is made of, the latest first. */
  public List<ObjectNode> signalsOf(ObjectNode alert, int limit) {
    List<String> rules = new ArrayList<>();
    alert.path("rule_ids").forEach(rule -> rules.add(rule.asText()));
    if (rules.isEmpty()) {
      return List.of();
    }
    String touchpoint = Fields.optional(alert, "touchpoint");
    return database
        .jdbi()
        .withHandle(
            handle -> {
              Query query =
                  handle
                      .createQuery(
                          "SELECT body FROM moments WHERE kind = 'signal' AND rule_id IN (<rules>)"
                              + " AND happened_at >= :from AND happened_at <= :to"
                              + (touchpoint == null ? "" : " AND touchpoint = :touchpoint")
                              + " ORDER BY happened_at DESC LIMIT "
                              + limit)
                      .bindList("rules", rules)
                      .bind("from", Fields.time(alert, "first_at"))
                      .bind("to", Fields.time(alert, "last_at"));
              if (touchpoint != null) {
                query.bind("touchpoint", touchpoint);
              }
              return query.mapTo(String.class).map(Json::parse).list();
            });
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
                            + " ORDER BY happened_at DESC LIMIT "
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

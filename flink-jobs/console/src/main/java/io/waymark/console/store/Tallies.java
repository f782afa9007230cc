package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** How often what happened, by rule; and what experiments and pauses say. */
public final class Tallies {
  /** How often it happened. */
  public record Tally(
      String kind, String ruleId, String status, @Nullable String reason, long times) {}

  /** Whether a rule's interventions are stopped, and who said so here. */
  public record Pause(boolean paused, String reason, long at, @Nullable String who) {}

  private final Database database;

  public Tallies(Database database) {
    this.database = database;
  }

  /**
   * Of these kinds, of what happened in that hour or later.
   *
   * @param from event time in the hour
   */
  public List<Tally> since(long from, List<String> kinds) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT kind, rule_id, status, reason, SUM(times) FROM tallies"
                            + " WHERE kind IN (<kinds>) AND since_hour >= :from"
                            + " GROUP BY kind, rule_id, status, reason")
                    .bindList("kinds", kinds)
                    .bind("from", TallyIntake.hour(from))
                    .map(
                        (row, context) ->
                            new Tally(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4).isEmpty() ? null : row.getString(4),
                                row.getLong(5)))
                    .list());
  }

  /**
   * To about how many customers each rule fired in that hour or later, trials left out.
   *
   * @param from event time in the hour
   */
  public Map<String, Long> customersSince(long from) {
    return database
        .jdbi()
        .withHandle(
            handle -> {
              Map<String, DistinctCustomers> byRule = new HashMap<>();
              handle
                  .createQuery(
                      "SELECT rule_id, sketch FROM tally_customers WHERE since_hour >= :from")
                  .bind("from", TallyIntake.hour(from))
                  .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                  .forEach(
                      one ->
                          byRule
                              .computeIfAbsent(one.getKey(), rule -> new DistinctCustomers())
                              .addAll(one.getValue()));
              Map<String, Long> counts = new HashMap<>();
              byRule.forEach((rule, customers) -> counts.put(rule, customers.count()));
              return counts;
            });
  }

  /** Event time of the latest signal or decision; 0 before the first. */
  public long upTo() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT COALESCE(MAX(happened_at), 0) FROM moments")
                    .mapTo(Long.class)
                    .one());
  }

  /** How each experiment, a rule or {@code global}, stands in the newest version of it. */
  public Map<String, ObjectNode> experiments() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT experiment, body FROM experiments WHERE rule_version ="
                            + " (SELECT MAX(rule_version) FROM experiments other"
                            + " WHERE other.experiment = experiments.experiment)")
                    .reduceRows(
                        new HashMap<String, ObjectNode>(),
                        (all, row) -> {
                          all.put(text(row, "experiment"), Json.parse(text(row, "body")));
                          return all;
                        }));
  }

  /** By rule. */
  public Map<String, Pause> pauses() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM pauses")
                    .reduceRows(
                        new HashMap<String, Pause>(),
                        (all, row) -> {
                          all.put(
                              text(row, "rule_id"),
                              new Pause(
                                  Boolean.TRUE.equals(row.getColumn("paused", Boolean.class)),
                                  text(row, "reason"),
                                  row.getColumn("said_at", Long.class),
                                  row.getColumn("who", String.class)));
                          return all;
                        }));
  }

  private static String text(RowView row, String column) {
    return row.getColumn(column, String.class);
  }
}

package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What rules have done and cost, by the hour of event time. */
public final class RuleUsages {
  private static final Table USAGE =
      Table.of(
          "rule_usage",
          List.of("rule_id", "since_hour"),
          "events",
          "nanos",
          "journeys",
          "bytes",
          "suppressed",
          "quarantined_at");

  /**
   * Sums over an hour or more.
   *
   * @param events how many events were timed
   * @param nanos how long the rule took in those
   * @param journeys how many stored journeys were weighed
   * @param bytes what the rule had of those
   * @param suppressed fires held back by {@code cooldown} or {@code only_if}
   * @param quarantinedAt event time at which a subtask last left the rule out; null if none did
   */
  public record Usage(
      long events,
      long nanos,
      long journeys,
      long bytes,
      long suppressed,
      @Nullable Long quarantinedAt) {
    private static final Usage NONE = new Usage(0, 0, 0, 0, 0, null);

    private Usage plus(Usage more) {
      return new Usage(
          events + more.events,
          nanos + more.nanos,
          journeys + more.journeys,
          bytes + more.bytes,
          suppressed + more.suppressed,
          later(quarantinedAt, more.quarantinedAt));
    }

    private static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
      if (one == null) {
        return other;
      }
      return other == null || one > other ? one : other;
    }

    private static Usage of(ObjectNode said) {
      return new Usage(
          said.path("events").asLong(),
          said.path("nanos").asLong(),
          said.path("journeys").asLong(),
          said.path("bytes").asLong(),
          said.path("suppressed_by_cooldown").asLong()
              + said.path("suppressed_by_condition").asLong(),
          said.path("quarantined").asBoolean() ? Fields.time(said, "occurred_at") : null);
    }
  }

  private record RuleHour(String ruleId, long hour) {}

  private final Database database;

  public RuleUsages(Database database) {
    this.database = database;
  }

  /**
   * By rule, of that hour and later; a rule of which nothing was said is not there.
   *
   * @param from event time in the hour
   */
  public Map<String, Usage> since(long from) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT rule_id, SUM(events) AS events, SUM(nanos) AS nanos,"
                            + " SUM(journeys) AS journeys, SUM(bytes) AS bytes,"
                            + " SUM(suppressed) AS suppressed, MAX(quarantined_at) AS quarantined_at"
                            + " FROM rule_usage"
                            + " WHERE since_hour >= :from GROUP BY rule_id")
                    .bind("from", TallyIntake.hour(from))
                    .reduceRows(
                        new HashMap<String, Usage>(),
                        (all, row) -> {
                          all.put(
                              row.getColumn("rule_id", String.class),
                              new Usage(
                                  row.getColumn("events", Long.class),
                                  row.getColumn("nanos", Long.class),
                                  row.getColumn("journeys", Long.class),
                                  row.getColumn("bytes", Long.class),
                                  row.getColumn("suppressed", Long.class),
                                  row.getColumn("quarantined_at", Long.class)));
                          return all;
                        }));
  }

  /** Adds what was said to what there is; each record has to come once. */
  static void add(Handle handle, Dialect dialect, List<ObjectNode> said) {
    Map<RuleHour, Usage> sums = new HashMap<>();
    for (ObjectNode usage : said) {
      sums.merge(
          new RuleHour(
              Fields.text(usage, "rule_id"), TallyIntake.hour(Fields.time(usage, "occurred_at"))),
          Usage.of(usage),
          Usage::plus);
    }
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    sums.forEach((key, more) -> rows.add(row(key, more.plus(before(handle, key)))));
    USAGE.put(handle, dialect, rows);
  }

  private static Usage before(Handle handle, RuleHour key) {
    return handle
        .createQuery(
            "SELECT events, nanos, journeys, bytes, suppressed, quarantined_at FROM rule_usage"
                + " WHERE rule_id = :rule AND since_hour = :hour")
        .bind("rule", key.ruleId())
        .bind("hour", key.hour())
        .map(
            (row, context) ->
                new Usage(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getObject(6, Long.class)))
        .findOne()
        .orElse(Usage.NONE);
  }

  private static Map<String, @Nullable Object> row(RuleHour key, Usage usage) {
    Map<String, @Nullable Object> row = new HashMap<>();
    row.put("rule_id", key.ruleId());
    row.put("since_hour", key.hour());
    row.put("events", usage.events());
    row.put("nanos", usage.nanos());
    row.put("journeys", usage.journeys());
    row.put("bytes", usage.bytes());
    row.put("suppressed", usage.suppressed());
    row.put("quarantined_at", usage.quarantinedAt());
    return row;
  }
}

package io.waymark.console.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Takes away what is too old to be shown: event time against the latest there is, so that a
 * replayed past stays as long as a present. The audit stays.
 */
public final class Retention {
  /** The same hour of last week is shown beside this one. */
  private static final Duration WINDOWS = Duration.ofDays(15);

  private static final Duration MOMENTS = Duration.ofDays(7);
  private static final Duration RESOLVED = Duration.ofDays(14);
  private static final int AT_ONCE = 1000;
  private static final String PLACE = "touchpoint, channel, persona, window_start";

  private final Database database;
  private final InstantSource wall;

  public Retention(Database database, InstantSource wall) {
    this.database = database;
    this.wall = wall;
  }

  /**
   * Takes it away, some rows at a time: what comes in meanwhile, and what people do, waits for none
   * of it for long.
   */
  public void trim() {
    long windows = latest("SELECT MAX(window_start) FROM kpis") - WINDOWS.toMillis();
    delete("kpis", PLACE, "window_start < " + windows);
    delete("kpi_points", PLACE, "window_start < " + windows);
    long moments = latest("SELECT MAX(happened_at) FROM moments") - MOMENTS.toMillis();
    delete("moments", "moment_id", "happened_at < " + moments);
    delete("tallies", "kind, rule_id, status, reason, since_hour", "since_hour < " + moments);
    delete("tally_customers", "rule_id, since_hour", "since_hour < " + moments);
    long scores = latest("SELECT MAX(scored_at) FROM scores") - MOMENTS.toMillis();
    delete("scores", "customer_id, scored_at", "scored_at < " + scores);
    delete(
        "customers",
        "customer_id",
        "updated_at IS NULL AND NOT EXISTS"
            + " (SELECT 1 FROM moments WHERE moments.customer_id = customers.customer_id)");
    delete("silences", "id", "ends_at < " + wall.millis());
    alerts(latest("SELECT MAX(last_at) FROM alerts") - RESOLVED.toMillis());
  }

  private void delete(String table, String key, String which) {
    String some =
        "DELETE FROM %1$s WHERE (%2$s) IN (SELECT %2$s FROM %1$s WHERE %3$s LIMIT %4$d)"
            .formatted(table, key, which, AT_ONCE);
    int gone;
    do {
      gone = database.jdbi().withHandle(handle -> handle.execute(some));
    } while (gone == AT_ONCE);
  }

  /** With all that belongs to them. */
  private void alerts(long before) {
    List<String> ids;
    do {
      ids =
          database
              .jdbi()
              .inTransaction(
                  handle -> {
                    List<String> old =
                        handle
                            .createQuery(
                                "SELECT alert_id FROM alerts WHERE live = FALSE"
                                    + " AND last_at < :before LIMIT "
                                    + AT_ONCE
                                    + " FOR UPDATE")
                            .bind("before", before)
                            .mapTo(String.class)
                            .list();
                    if (!old.isEmpty()) {
                      new AlertIntake(handle, database.dialect()).remove(old);
                    }
                    return old;
                  });
    } while (ids.size() == AT_ONCE);
  }

  /** Who is ahead of the wall clock takes nothing away by it. */
  private long latest(String query) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(Long.class).findOne())
        .map(at -> Math.min(at, wall.millis()))
        .orElse(0L);
  }
}

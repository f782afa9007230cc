package io.waymark.console.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

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
  private static final Duration SLICE = Duration.ofMinutes(15);

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
    long windows = latest("kpis", "window_start") - WINDOWS.toMillis();
    trim("kpis", "window_start", windows);
    trim("kpi_points", "window_start", windows);
    long moments = latest("moments", "happened_at") - MOMENTS.toMillis();
    trim("moments", "happened_at", moments);
    trim("tallies", "since_hour", moments);
    trim("tally_customers", "since_hour", moments);
    trim("rule_usage", "since_hour", moments);
    trim("scores", "scored_at", latest("scores", "scored_at") - MOMENTS.toMillis());
    customers();
    trim("silences", "ends_at", wall.millis());
    alerts(latest("alerts", "last_at") - RESOLVED.toMillis());
  }

  /** From the oldest on, so much of time at once. */
  private void trim(String table, String time, long before) {
    String oldest = "SELECT MIN(%2$s) FROM %1$s".formatted(table, time);
    String slice = "DELETE FROM %1$s WHERE %2$s < ?".formatted(table, time);
    while (true) {
      Optional<Long> from =
          database.jdbi().withHandle(h -> h.createQuery(oldest).mapTo(Long.class).findOne());
      if (from.isEmpty() || from.get() >= before) {
        return;
      }
      long to = Math.min(before, from.get() + SLICE.toMillis());
      database.jdbi().useHandle(handle -> handle.execute(slice, to));
    }
  }

  /** Those of whom nothing is left but that they were named. */
  private void customers() {
    int gone;
    do {
      gone =
          database
              .jdbi()
              .withHandle(
                  handle ->
                      handle.execute(
                          "DELETE FROM customers WHERE customer_id IN (SELECT customer_id"
                              + " FROM customers WHERE updated_at IS NULL AND NOT EXISTS"
                              + " (SELECT 1 FROM moments"
                              + " WHERE moments.customer_id = customers.customer_id) LIMIT "
                              + AT_ONCE
                              + ")"));
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
  private long latest(String table, String time) {
    String query = "SELECT MAX(%2$s) FROM %1$s".formatted(table, time);
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(query).mapTo(Long.class).findOne())
        .map(at -> Math.min(at, wall.millis()))
        .orElse(0L);
  }
}

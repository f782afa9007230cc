package io.waymark.console.store;

import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/**
 * Takes away what is too old to be shown: event time against the latest there is, so that a
 * replayed past stays as long as a present. The audit stays.
 */
public final class Retention {
  /** The same hour of last week is shown beside this one. */
  private static final Duration WINDOWS = Duration.ofDays(15);

  private static final Duration MOMENTS = Duration.ofDays(7);
  private static final Duration RESOLVED = Duration.ofDays(14);

  private final Database database;
  private final InstantSource wall;

  public Retention(Database database, InstantSource wall) {
    this.database = database;
    this.wall = wall;
  }

  public void trim() {
    database.jdbi().useTransaction(this::trim);
  }

  private void trim(Handle handle) {
    long windows = latest(handle, "SELECT MAX(window_start) FROM kpis");
    handle.execute("DELETE FROM kpis WHERE window_start < ?", windows - WINDOWS.toMillis());
    long moments = latest(handle, "SELECT MAX(happened_at) FROM moments") - MOMENTS.toMillis();
    handle.execute("DELETE FROM moments WHERE happened_at < ?", moments);
    long scores = latest(handle, "SELECT MAX(scored_at) FROM scores") - MOMENTS.toMillis();
    handle.execute("DELETE FROM scores WHERE scored_at < ?", scores);
    handle.execute(
        "DELETE FROM customers WHERE body IS NULL AND NOT EXISTS"
            + " (SELECT 1 FROM moments WHERE moments.customer_id = customers.customer_id)");
    handle.execute("DELETE FROM silences WHERE ends_at < ?", wall.millis());
    long resolved = latest(handle, "SELECT MAX(last_at) FROM alerts") - RESOLVED.toMillis();
    handle.execute("DELETE FROM alerts WHERE live = FALSE AND last_at < ?", resolved);
    for (String table : new String[] {"alert_bodies", "alert_samples", "alert_history"}) {
      handle.execute(
          "DELETE FROM "
              + table
              + " WHERE NOT EXISTS (SELECT 1 FROM alerts WHERE alerts.alert_id = "
              + table
              + ".alert_id)");
    }
  }

  /** Who is ahead of the wall clock takes nothing away by it. */
  private long latest(Handle handle, String query) {
    return handle
        .createQuery(query)
        .mapTo(Long.class)
        .findOne()
        .map(at -> Math.min(at, wall.millis()))
        .orElse(0L);
  }
}

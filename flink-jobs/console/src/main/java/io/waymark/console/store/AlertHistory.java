package io.waymark.console.store;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What became of an alert, line by line. */
final class AlertHistory {
  private AlertHistory() {}

  static void add(
      Handle handle, String alertId, long at, String who, String what, @Nullable String remark) {
    handle
        .createUpdate(
            "INSERT INTO alert_history (alert_id, happened_at, who, what, remark)"
                + " VALUES (:alert, :at, :who, :what, :remark)")
        .bind("alert", alertId)
        .bind("at", at)
        .bind("who", who)
        .bind("what", what)
        .bind("remark", remark)
        .execute();
  }
}

package io.waymark.console.store;

import io.waymark.domain.alert.AlertLifecycle;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** What people do to alerts; each deed is in its history and in the audit. */
public final class AlertWork {
  private final Database database;
  private final InstantSource wall;
  private final AuditLog audit;

  public AlertWork(Database database, InstantSource wall, AuditLog audit) {
    this.database = database;
    this.wall = wall;
    this.audit = audit;
  }

  /** What came of it. */
  public enum Deed {
    DONE,
    /** There is no such alert. */
    UNKNOWN,
    /** People have closed it, and it has not come back. */
    CLOSED,
    /** It is over by itself. */
    OVER
  }

  /** Somebody has seen it as bad as it is, and it is theirs unless it is another's. */
  public Deed acknowledge(String id, String who, @Nullable String note) {
    return act(
        id,
        who,
        "acknowledge",
        note,
        "work = 'acknowledged', owner = COALESCE(owner, :who), acknowledged_at = :now,"
            + " seen_severity = severity",
        update -> update.bind("who", who).bind("now", wall.millis()));
  }

  public Deed assign(String id, String who, String owner) {
    return act(id, who, "assign", owner, "owner = :owner", update -> update.bind("owner", owner));
  }

  /**
   * Nobody wants to see it until then, unless it gets worse.
   *
   * @param until milliseconds of the wall clock
   */
  public Deed snooze(String id, String who, long until) {
    return act(
        id,
        who,
        "snooze",
        "until " + Json.time(until),
        "snoozed_until = :until, seen_severity = severity",
        update -> update.bind("until", until));
  }

  /**
   * It is over, for people. It comes back if it is not: at once when it gets worse than it is now,
   * and when it still fires after {@link AlertStanding#SETTLES}.
   */
  public Deed resolve(String id, String who, String cause, @Nullable String note) {
    return act(
        id,
        who,
        "resolve",
        note == null ? cause : cause + ": " + note,
        // In the time of its events, which a replay has of its own: one that is open has fired in
        // the last half hour.
        "work = 'closed', live = FALSE, closed_cause = :cause, closed_by = :who,"
            + " closed_at = GREATEST(last_at, LEAST(:now, last_at + :quiet)),"
            + " seen_severity = severity, owner = COALESCE(owner, :who)",
        update ->
            update
                .bind("cause", cause)
                .bind("who", who)
                .bind("now", wall.millis())
                .bind("quiet", AlertLifecycle.QUIET));
  }

  private interface Values {
    Update bind(Update update);
  }

  private Deed act(
      String id, String who, String what, @Nullable String remark, String changes, Values values) {
    return database
        .jdbi()
        .inTransaction(handle -> act(handle, id, who, what, remark, changes, values));
  }

  private Deed act(
      Handle handle,
      String id,
      String who,
      String what,
      @Nullable String remark,
      String changes,
      Values values) {
    Update update =
        handle
            .createUpdate(
                "UPDATE alerts SET " + changes + " WHERE alert_id = :alert AND live = TRUE")
            .bind("alert", id);
    if (values.bind(update).execute() == 0) {
      return handle
          .createQuery("SELECT work FROM alerts WHERE alert_id = :alert")
          .bind("alert", id)
          .mapTo(String.class)
          .findOne()
          .map(stands -> stands.equals("closed") ? Deed.CLOSED : Deed.OVER)
          .orElse(Deed.UNKNOWN);
    }
    AlertHistory.add(handle, id, wall.millis(), who, what, remark);
    new Mentions(handle, database).note(Mentions.Source.ALERT, id, remark);
    audit.add(handle, who, "alert." + what, "alert:" + id, remark == null ? "" : remark);
    return Deed.DONE;
  }
}

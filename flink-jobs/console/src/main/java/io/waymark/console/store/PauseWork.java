package io.waymark.console.store;

import io.waymark.domain.intervention.Pause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What people say on rules' interventions. It is Kafka's before it is this store's, so that the
 * audit has each word twice: that it was asked for, before anything else, and what came of it. What
 * is not known to have come through is asked of the topic, which says it by having it.
 */
public final class PauseWork {
  private static final Table ASKED =
      Table.of("pauses_asked", List.of("rule_id", "said_at"), "paused", "reason", "who");
  private static final Table PAUSES =
      Table.of("pauses", List.of("rule_id"), "paused", "reason", "said_at", "who");

  private final Database database;
  private final AuditLog audit;

  public PauseWork(Database database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  /** Somebody wants it said; it is in the audit when this returns. */
  public void asked(Pause pause, String who) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              Map<String, @Nullable Object> row = new HashMap<>();
              row.put("rule_id", pause.ruleId());
              row.put("said_at", pause.at());
              row.put("paused", pause.paused());
              row.put("reason", pause.reason());
              row.put("who", who);
              ASKED.put(handle, database.dialect(), List.of(row));
              new Mentions(handle, database)
                  .note(Mentions.Source.PAUSE, pause.ruleId(), pause.reason());
              add(handle, who, pause.paused(), ".asked", pause.ruleId(), pause.reason());
            });
  }

  /** Kafka has it. */
  public void said(Pause pause) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              Turn.take(handle);
              said(handle, pause.ruleId(), pause.at());
            });
  }

  /**
   * Kafka has it, whoever has noticed first. What nobody asked for here is nothing of this. It is
   * the caller's turn.
   *
   * @param at when it was said
   */
  void said(Handle handle, String rule, long at) {
    Optional<Asked> asked = take(handle, rule, at);
    if (asked.isEmpty()) {
      return;
    }
    Asked word = asked.get();
    if (!hasWordFrom(handle, rule, at + 1)) {
      Map<String, @Nullable Object> row = new HashMap<>();
      row.put("rule_id", rule);
      row.put("paused", word.paused());
      row.put("reason", word.reason());
      row.put("said_at", at);
      row.put("who", word.who());
      PAUSES.put(handle, database.dialect(), List.of(row));
    }
    add(handle, word.who(), word.paused(), "", rule, word.reason());
  }

  /** Whether the last word on the rule that is known was said then or later. */
  static boolean hasWordFrom(Handle handle, String rule, long at) {
    return handle
            .createQuery("SELECT COUNT(*) FROM pauses WHERE rule_id = :rule AND said_at >= :at")
            .bind("rule", rule)
            .bind("at", at)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /**
   * Kafka has not confirmed it.
   *
   * @param certain whether it can't come through any more
   */
  public void failed(Pause pause, String who, String why, boolean certain) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              Turn.take(handle);
              if (certain && take(handle, pause.ruleId(), pause.at()).isEmpty()) {
                return;
              }
              String outcome = certain ? ".failed" : ".unconfirmed";
              add(handle, who, pause.paused(), outcome, pause.ruleId(), why);
            });
  }

  private record Asked(boolean paused, String reason, String who) {}

  private static Optional<Asked> take(Handle handle, String rule, long at) {
    Optional<Asked> asked =
        handle
            .createQuery(
                "SELECT paused, reason, who FROM pauses_asked WHERE rule_id = :rule AND said_at = :at")
            .bind("rule", rule)
            .bind("at", at)
            .map((row, context) -> new Asked(row.getBoolean(1), row.getString(2), row.getString(3)))
            .findOne();
    int taken =
        asked.isEmpty()
            ? 0
            : handle.execute(
                "DELETE FROM pauses_asked WHERE rule_id = ? AND said_at = ?", rule, at);
    return taken > 0 ? asked : Optional.empty();
  }

  private void add(
      Handle handle, String who, boolean paused, String outcome, String rule, String detail) {
    String action = (paused ? "intervention.pause" : "intervention.resume") + outcome;
    audit.add(handle, who, action, "rule:" + rule, detail);
  }
}

package io.waymark.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The silences; one ends by itself. */
public final class Silences {
  private final Database database;
  private final InstantSource wall;
  private final AuditLog audit;

  public Silences(Database database, InstantSource wall, AuditLog audit) {
    this.database = database;
    this.wall = wall;
    this.audit = audit;
  }

  /** Those that have not ended, with how many live alerts each mutes now; the newest first. */
  public Map<Silence, Long> list() {
    return database
        .jdbi()
        .withHandle(
            handle -> {
              long now = wall.millis();
              Map<Silence, Long> muting = new LinkedHashMap<>();
              running(handle, now).forEach(silence -> muting.put(silence, 0L));
              if (!muting.isEmpty()) {
                for (Subject alert : subjects(handle, "silenced_until > " + now)) {
                  muting.replaceAll((one, n) -> one.matches(alert.of()) ? n + 1 : n);
                }
              }
              return muting;
            });
  }

  /**
   * Begins one now.
   *
   * @throws IllegalArgumentException if a matcher is of a severity that there is not
   */
  public Silence add(List<Silence.Matcher> matchers, long endsAt, String author, String comment) {
    matchers.forEach(Silence.Matcher::refuseUnknownSeverity);
    Silence silence =
        new Silence(UUID.randomUUID().toString(), matchers, wall.millis(), endsAt, author, comment);
    database
        .jdbi()
        .useTransaction(
            handle -> {
              Turn.take(handle);
              handle.execute(
                  "INSERT INTO silences (id, matchers, starts_at, ends_at, author, remark)"
                      + " VALUES (?, ?, ?, ?, ?, ?)",
                  silence.id(),
                  Json.text(matchers(matchers)),
                  silence.startsAt(),
                  endsAt,
                  author,
                  comment);
              mark(
                  handle,
                  subjects(handle, "silenced_until < " + endsAt),
                  alert -> silence.matches(alert.of()) ? endsAt : alert.until());
              Mentions mentions = new Mentions(handle, database);
              mentions.note(Mentions.Source.SILENCE, silence.id(), comment);
              matchers.forEach(
                  one -> mentions.note(Mentions.Source.SILENCE, silence.id(), one.value()));
              audit.add(
                  handle,
                  author,
                  "silence.add",
                  "silence:" + silence.id(),
                  words(matchers) + " until " + Json.time(endsAt) + ": " + comment);
            });
    return silence;
  }

  private static String words(List<Silence.Matcher> matchers) {
    return matchers.stream()
        .map(one -> one.name() + (one.equal() ? " = " : " ≠ ") + one.value())
        .collect(Collectors.joining(", "));
  }

  /** Ends one now; answers whether it was running. */
  public boolean end(String id, String who) {
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              Turn.take(handle);
              long now = wall.millis();
              int ended =
                  handle.execute(
                      "UPDATE silences SET ends_at = ? WHERE id = ? AND ends_at > ?", now, id, now);
              if (ended > 0) {
                List<Silence> left = running(handle, now);
                mark(
                    handle,
                    subjects(handle, "silenced_until > " + now),
                    alert -> Silence.until(left, alert.of()));
                audit.add(handle, who, "silence.end", "silence:" + id, "");
              }
              return ended > 0;
            });
  }

  /**
   * Whether one has ended in between.
   *
   * @param after exclusive, of the wall clock
   * @param upTo inclusive
   */
  public boolean hasEnded(long after, long upTo) {
    return database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "SELECT COUNT(*) FROM silences WHERE ends_at > :after AND ends_at <= :upTo")
                        .bind("after", after)
                        .bind("upTo", upTo)
                        .mapTo(Long.class)
                        .one())
        > 0;
  }

  /** An alert by what silences look at. */
  private record Subject(String id, long until, Silence.Subject of) {}

  private static List<Subject> subjects(Handle handle, String which) {
    return handle
        .createQuery(
            "SELECT alert_id, silenced_until, rule_ids, severity, touchpoint, channel, team"
                + " FROM alerts WHERE live = TRUE AND "
                + which
                + " ORDER BY alert_id")
        .map(
            (row, context) ->
                new Subject(row.getString("alert_id"), row.getLong("silenced_until"), subject(row)))
        .list();
  }

  static Silence.Subject subject(ResultSet row) throws SQLException {
    return new Silence.Subject(
        row.getString("rule_ids"),
        row.getInt("severity"),
        row.getString("touchpoint"),
        row.getString("channel"),
        row.getString("team"));
  }

  /** Notes at each of them until when it is silenced. */
  private static void mark(Handle handle, List<Subject> alerts, ToLongFunction<Subject> until) {
    try (PreparedBatch batch =
        handle.prepareBatch("UPDATE alerts SET silenced_until = :until WHERE alert_id = :alert")) {
      for (Subject alert : alerts) {
        long now = until.applyAsLong(alert);
        if (now != alert.until()) {
          batch.bind("until", now).bind("alert", alert.id()).add();
        }
      }
      if (batch.size() > 0) {
        batch.execute();
      }
    }
  }

  static List<Silence> running(Handle handle, long now) {
    return handle
        .createQuery("SELECT * FROM silences WHERE ends_at > :now ORDER BY starts_at DESC, id")
        .bind("now", now)
        .map(
            (row, context) ->
                new Silence(
                    row.getString("id"),
                    matchersOf(Json.tree(row.getString("matchers"))),
                    row.getLong("starts_at"),
                    row.getLong("ends_at"),
                    row.getString("author"),
                    row.getString("remark")))
        .list();
  }

  /** As JSON says them. */
  public static ArrayNode matchers(List<Silence.Matcher> matchers) {
    ArrayNode array = Json.object().putArray("matchers");
    for (Silence.Matcher matcher : matchers) {
      array
          .addObject()
          .put("name", matcher.name())
          .put("op", matcher.equal() ? "=" : "!=")
          .put("value", matcher.value());
    }
    return array;
  }

  /**
   * As JSON says them.
   *
   * @throws IllegalArgumentException if one is none
   */
  public static List<Silence.Matcher> matchersOf(JsonNode array) {
    List<Silence.Matcher> matchers = new ArrayList<>();
    for (JsonNode matcher : array) {
      String op = matcher.path("op").asText("=");
      if (!op.equals("=") && !op.equals("!=")) {
        throw new IllegalArgumentException("a matcher's op is = or !=");
      }
      if (!matcher.path("value").isTextual()) {
        throw new IllegalArgumentException("a matcher's value is a text");
      }
      matchers.add(
          new Silence.Matcher(
              matcher.path("name").asText(), op.equals("="), matcher.path("value").asText()));
    }
    return matchers;
  }
}

package io.waymark.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

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
              Map<Silence, Long> muting = new LinkedHashMap<>();
              for (Silence silence : running(handle, wall.millis())) {
                List<Object> values = new ArrayList<>();
                String sql =
                    "SELECT COUNT(*) FROM alerts WHERE live = TRUE AND " + silence.sql(values);
                Query query = handle.createQuery(sql);
                bind(query, values);
                muting.put(silence, query.mapTo(Long.class).one());
              }
              return muting;
            });
  }

  /** Begins one now. */
  public Silence add(List<Silence.Matcher> matchers, long endsAt, String author, String comment) {
    Silence silence =
        new Silence(UUID.randomUUID().toString(), matchers, wall.millis(), endsAt, author, comment);
    database
        .jdbi()
        .useTransaction(
            handle -> {
              handle.execute(
                  "INSERT INTO silences (id, matchers, starts_at, ends_at, author, remark)"
                      + " VALUES (?, ?, ?, ?, ?, ?)",
                  silence.id(),
                  Json.text(matchers(matchers)),
                  silence.startsAt(),
                  endsAt,
                  author,
                  comment);
              audit.add(
                  handle,
                  author,
                  "silence.add",
                  "silence:" + silence.id(),
                  Json.text(matchers(matchers)) + " until " + Json.time(endsAt) + ": " + comment);
            });
    return silence;
  }

  /** Ends one now; answers whether it was running. */
  public boolean end(String id, String who) {
    return database
        .jdbi()
        .inTransaction(
            handle -> {
              int ended =
                  handle.execute(
                      "UPDATE silences SET ends_at = ? WHERE id = ? AND ends_at > ?",
                      wall.millis(),
                      id,
                      wall.millis());
              if (ended > 0) {
                audit.add(handle, who, "silence.end", "silence:" + id, "");
              }
              return ended > 0;
            });
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

  static void bind(Query query, List<Object> values) {
    for (int i = 0; i < values.size(); i++) {
      query.bind("v" + i, values.get(i));
    }
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

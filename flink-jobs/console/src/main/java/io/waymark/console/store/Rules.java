package io.waymark.console.store;

import java.util.List;
import java.util.Optional;

/** The published rules, as their authors wrote them. */
public final class Rules {
  private static final String JOURNEY = "_journey";

  /** One of them. */
  public record Published(String ruleId, long revision, String document) {}

  private final Database database;

  public Rules(Database database) {
    this.database = database;
  }

  public List<Published> list() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM rules WHERE rule_id <> :journey ORDER BY rule_id")
                    .bind("journey", JOURNEY)
                    .map(
                        (row, context) ->
                            new Published(
                                row.getString("rule_id"),
                                row.getLong("revision"),
                                row.getString("document")))
                    .list());
  }

  /** The document of the journeys' model; empty where it is the shipped one. */
  public Optional<String> journey() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT document FROM rules WHERE rule_id = :journey")
                    .bind("journey", JOURNEY)
                    .mapTo(String.class)
                    .findOne());
  }
}

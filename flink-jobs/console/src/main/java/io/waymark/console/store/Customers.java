package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** Customers as they are known. */
public final class Customers {
  private static final int SCORES = 500;
  private static final int MOST_ASKED = 5_000;

  /**
   * One of them.
   *
   * @param journey the last snapshot; null before the first
   */
  public record Customer(
      String id,
      String ref,
      @Nullable String stage,
      @Nullable Double effort,
      @Nullable Double emotion,
      @Nullable Double frustration,
      @Nullable Long updatedAt,
      @Nullable ObjectNode journey) {}

  private final Database database;

  public Customers(Database database) {
    this.database = database;
  }

  public Optional<Customer> byRef(String ref) {
    return find("ref = :bound", ref, ref, 1).stream().findFirst();
  }

  public Optional<Customer> byId(String id) {
    return find("customer_id = :bound", id, id, 1).stream().findFirst();
  }

  /** Those whose id begins so, in the order of their ids. */
  public List<Customer> byPrefix(String prefix, int limit) {
    // No id has this character after its prefix.
    return find("customer_id >= :bound AND customer_id < :end", prefix, prefix + '\uffff', limit);
  }

  /** Those of the ids that are customers'. */
  public Set<String> known(Collection<String> ids) {
    List<String> all = List.copyOf(ids);
    Set<String> known = new HashSet<>();
    for (int from = 0; from < all.size(); from += MOST_ASKED) {
      List<String> some = all.subList(from, Math.min(all.size(), from + MOST_ASKED));
      known.addAll(
          database
              .jdbi()
              .withHandle(
                  handle ->
                      handle
                          .createQuery(
                              "SELECT customer_id FROM customers WHERE customer_id IN (<ids>)")
                          .bindList("ids", some)
                          .mapTo(String.class)
                          .collect(Collectors.toSet())));
    }
    return known;
  }

  /** The latest snapshots. */
  public List<ObjectNode> scores(String id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT * FROM (SELECT * FROM scores WHERE customer_id = :id"
                            + " ORDER BY scored_at DESC LIMIT "
                            + SCORES
                            + ") latest ORDER BY scored_at")
                    .bind("id", id)
                    .map(
                        (row, context) ->
                            Json.object()
                                .put("at", Json.time(row.getLong("scored_at")))
                                .put("effort", row.getObject("effort", Double.class))
                                .put("emotion", row.getObject("emotion", Double.class))
                                .put("frustration", row.getObject("frustration", Double.class)))
                    .list());
  }

  private List<Customer> find(String where, String bound, String end, int limit) {
    return database
        .jdbi()
        .withHandle(
            handle -> {
              var query =
                  handle
                      .createQuery(
                          "SELECT * FROM customers WHERE "
                              + where
                              + " ORDER BY customer_id LIMIT "
                              + limit)
                      .bind("bound", bound);
              if (where.contains(":end")) {
                query.bind("end", end);
              }
              return query.reduceRows(
                  new java.util.ArrayList<Customer>(),
                  (found, row) -> {
                    found.add(customer(row));
                    return found;
                  });
            });
  }

  private static Customer customer(RowView row) {
    String body = row.getColumn("body", String.class);
    return new Customer(
        row.getColumn("customer_id", String.class),
        row.getColumn("ref", String.class),
        row.getColumn("stage", String.class),
        row.getColumn("effort", Double.class),
        row.getColumn("emotion", Double.class),
        row.getColumn("frustration", Double.class),
        row.getColumn("updated_at", Long.class),
        body == null ? null : Json.parse(body));
  }
}

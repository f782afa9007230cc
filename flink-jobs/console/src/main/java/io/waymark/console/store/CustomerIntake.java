package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Customers into their tables, and out of all of them. */
final class CustomerIntake {
  private static final Table CUSTOMERS =
      Table.of(
          "customers",
          List.of("customer_id"),
          "ref",
          "stage",
          "effort",
          "emotion",
          "frustration",
          "updated_at",
          "body");
  private static final Table NAMES = Table.of("customers", List.of("customer_id"), "ref");
  private static final Table SCORES =
      Table.of("scores", List.of("customer_id", "scored_at"), "effort", "emotion", "frustration");

  private static final Table ERASED = Table.of("erased", List.of("ref"), "erased_at");

  private final Handle handle;
  private final Dialect dialect;
  private final Pseudonyms pseudonyms;

  CustomerIntake(Handle handle, Dialect dialect, Pseudonyms pseudonyms) {
    this.handle = handle;
    this.dialect = dialect;
    this.pseudonyms = pseudonyms;
  }

  /** Snapshots of journeys; the last of a customer stays, its scores all do. */
  void put(List<ObjectNode> journeys) {
    Map<String, Map<String, @Nullable Object>> rows = new LinkedHashMap<>();
    Map<String, Map<String, @Nullable Object>> scores = new LinkedHashMap<>();
    for (ObjectNode journey : journeys) {
      String id = Fields.text(journey, "customer_id");
      long at = Fields.time(journey, "updated_at");
      Map<String, @Nullable Object> row = scores(journey);
      row.put("customer_id", id);
      row.put("scored_at", at);
      scores.put(id + "\n" + at, row);
      Map<String, @Nullable Object> whole = new HashMap<>(row);
      whole.put("ref", pseudonyms.of(id));
      whole.put("stage", Fields.optional(journey, "stage", 200));
      whole.put("updated_at", at);
      whole.put("body", Json.text(journey));
      rows.put(id, whole);
    }
    CUSTOMERS.put(handle, dialect, rows.values());
    SCORES.put(handle, dialect, scores.values());
  }

  /** Makes customers known of whom only something else was heard. */
  void name(Collection<String> ids) {
    NAMES.put(
        handle,
        dialect,
        ids.stream()
            .map(
                id -> Map.<String, @Nullable Object>of("customer_id", id, "ref", pseudonyms.of(id)))
            .toList());
  }

  /** The snapshot is withdrawn; what happened stays. */
  void end(Collection<String> ids) {
    for (String id : ids) {
      handle.execute(
          "UPDATE customers SET stage = NULL, effort = NULL, emotion = NULL, frustration = NULL,"
              + " updated_at = NULL, body = NULL WHERE customer_id = ?",
          id);
    }
  }

  /** Nothing of the customer is left but when that was, under a pseudonym. */
  void forget(String id, long at) {
    ERASED.put(handle, dialect, List.of(Map.of("ref", pseudonyms.of(id), "erased_at", at)));
    for (String table : List.of("customers", "scores", "moments", "alert_samples")) {
      handle.execute("DELETE FROM " + table + " WHERE customer_id = ?", id);
    }
  }

  private static Map<String, @Nullable Object> scores(ObjectNode journey) {
    Map<String, @Nullable Object> row = new HashMap<>();
    for (String score : List.of("effort", "emotion", "frustration")) {
      row.put(score, Fields.number(journey, score));
    }
    return row;
  }
}

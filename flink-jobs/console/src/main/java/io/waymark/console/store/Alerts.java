package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The alerts as people look at them. */
public final class Alerts {
  private static final int RELATED = 5;
  private static final int OF_CUSTOMER = 20;

  /**
   * One of them.
   *
   * @param view as the page has it, but for the customers
   * @param samples ids of customers, to be masked before anybody sees them
   */
  public record Alert(String id, ObjectNode view, List<String> samples) {}

  /**
   * Some of them.
   *
   * @param next from where it goes on; null at the end
   */
  public record Page(List<Alert> alerts, AlertQuery.@Nullable Cursor next) {}

  private final Database database;
  private final InstantSource wall;

  public Alerts(Database database, InstantSource wall) {
    this.database = database;
    this.wall = wall;
  }

  public Page page(AlertQuery asked) {
    return database.jdbi().withHandle(handle -> page(handle, asked));
  }

  public Optional<Alert> find(String id) {
    return find(List.of(id)).stream().findFirst();
  }

  /** Those of them that there are, in that order. */
  public List<Alert> find(Collection<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : database.jdbi().withHandle(handle -> load(handle, List.copyOf(ids)));
  }

  /** How many somebody should look at, by severity, all of them: a page holds but some. */
  public Map<String, Long> open() {
    long now = wall.millis();
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT severity, COUNT(*) FROM alerts WHERE live = TRUE"
                            + " AND muted_by IS NULL AND snoozed_until <= :now"
                            + " AND silenced_until <= :now GROUP BY severity")
                    .bind("now", now)
                    .map((row, c) -> Map.entry(Severities.word(row.getInt(1)), row.getLong(2)))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /**
   * Ids of those whose snooze has ended in between.
   *
   * @param after exclusive, of the wall clock
   * @param upTo inclusive
   */
  public List<String> awoken(long after, long upTo) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT alert_id FROM alerts"
                            + " WHERE snoozed_until > :after AND snoozed_until <= :upTo")
                    .bind("after", after)
                    .bind("upTo", upTo)
                    .mapTo(String.class)
                    .list());
  }

  /** Live ones at the same touchpoint, the latest first. */
  public List<Alert> related(String id) {
    return database.jdbi().withHandle(handle -> related(handle, id));
  }

  private List<Alert> related(Handle handle, String id) {
    Optional<String> touchpoint =
        handle
            .createQuery("SELECT touchpoint FROM alerts WHERE alert_id = :id")
            .bind("id", id)
            .mapTo(String.class)
            .findOne();
    return touchpoint
        .map(
            place ->
                load(
                    handle,
                    handle
                        .createQuery(
                            "SELECT alert_id FROM alerts WHERE touchpoint = :touchpoint"
                                + " AND live = TRUE AND alert_id <> :id"
                                + " ORDER BY touchpoint, live, last_at DESC LIMIT "
                                + RELATED)
                        .bind("touchpoint", place)
                        .bind("id", id)
                        .mapTo(String.class)
                        .list()))
        .orElse(List.of());
  }

  /** What became of it, the oldest first. */
  public List<ObjectNode> history(String id) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT * FROM alert_history WHERE alert_id = :id ORDER BY id")
                    .bind("id", id)
                    .map(
                        (row, context) ->
                            Json.object()
                                .put("at", Json.time(row.getLong("happened_at")))
                                .put("who", row.getString("who"))
                                .put("what", row.getString("what"))
                                .put("text", row.getString("remark")))
                    .list());
  }

  /** The latest alerts that name the customer among their samples: id, and what they are called. */
  public List<ObjectNode> of(String customerId) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT b.alert_id, b.body FROM alert_bodies b JOIN ("
                            + "SELECT DISTINCT a.alert_id, a.last_at FROM alert_samples s"
                            + " JOIN alerts a ON a.alert_id = s.alert_id"
                            + " WHERE s.customer_id = :id ORDER BY a.last_at DESC LIMIT "
                            + OF_CUSTOMER
                            + ") l ON l.alert_id = b.alert_id ORDER BY l.last_at DESC")
                    .bind("id", customerId)
                    .map(
                        (row, context) ->
                            AlertViews.title(Json.parse(row.getString(2)))
                                .put("alert_id", row.getString(1)))
                    .list());
  }

  private Page page(Handle handle, AlertQuery asked) {
    List<AlertQuery.Cursor> found = new AlertSearch(asked, wall.millis()).found(handle);
    boolean more = found.size() > asked.limit();
    List<AlertQuery.Cursor> shown = more ? found.subList(0, asked.limit()) : found;
    return new Page(
        load(handle, shown.stream().map(AlertQuery.Cursor::id).toList()),
        more ? shown.get(shown.size() - 1) : null);
  }

  private List<Alert> load(Handle handle, List<String> ids) {
    return new AlertViews(handle, wall.millis()).of(ids);
  }
}

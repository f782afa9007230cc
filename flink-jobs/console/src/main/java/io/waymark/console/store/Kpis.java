package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures of touchpoints, window by window. */
public final class Kpis {
  /** Of each window, in milliseconds. */
  public static final long WINDOW = Duration.ofMinutes(5).toMillis();

  private static final String OF_CHANNEL = " AND (:any = TRUE OR channel = :channel)";

  private final Database database;

  public Kpis(Database database) {
    this.database = database;
  }

  /** Event time up to which there are figures; empty before the first. */
  public Optional<Long> upTo() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT MAX(occurred_at) FROM kpis")
                    .mapTo(Long.class)
                    .findOne());
  }

  /** A place of the board. */
  public record Place(String touchpoint, @Nullable String channel) {}

  /**
   * What the lines of a place go through in one window.
   *
   * @param points by measure the value and the band that is normal: low, high
   */
  public record Points(Place place, long windowStart, ObjectNode points) {}

  /**
   * The last window of each place that has one from {@code from} on, by place.
   *
   * @param channel null for each
   * @param persona empty for all together
   */
  public List<ObjectNode> last(long from, @Nullable String channel, String persona) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT k.body FROM kpis k JOIN ("
                            + "SELECT touchpoint, channel, MAX(window_start) AS latest"
                            + " FROM kpi_points WHERE persona = :persona AND window_start >= :from"
                            + OF_CHANNEL
                            + " GROUP BY touchpoint, channel) l ON k.touchpoint = l.touchpoint"
                            + " AND k.channel = l.channel AND k.persona = :persona"
                            + " AND k.window_start = l.latest ORDER BY k.touchpoint, k.channel")
                    .bind("from", from)
                    .bind("persona", persona)
                    .bind("any", channel == null)
                    .bind("channel", channel == null ? "" : channel)
                    .mapTo(String.class)
                    .map(Json::parse)
                    .list());
  }

  /** The last window of a place, for all personas together. */
  public Optional<ObjectNode> last(Place place) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT body FROM kpis WHERE touchpoint = :touchpoint AND channel = :channel"
                            + " AND persona = '' AND window_start = (SELECT MAX(window_start)"
                            + " FROM kpis WHERE touchpoint = :touchpoint AND channel = :channel"
                            + " AND persona = '')")
                    .bind("touchpoint", place.touchpoint())
                    .bind("channel", place.channel() == null ? "" : place.channel())
                    .mapTo(String.class)
                    .map(Json::parse)
                    .findOne());
  }

  /**
   * What lines go through, of windows that begin from {@code from} on, by time within a place.
   *
   * @param step of windows that begin in the same stretch of so many milliseconds since the epoch
   *     only the first counts, for lines with fewer points
   */
  public List<Points> points(long from, long step, @Nullable String channel, String persona) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT touchpoint, channel, window_start, points FROM kpi_points"
                            + " WHERE persona = :persona AND window_start >= :from"
                            + " AND MOD(window_start, :step) < :window"
                            + OF_CHANNEL
                            + " ORDER BY persona, window_start")
                    .bind("from", from)
                    .bind("step", step)
                    .bind("window", WINDOW)
                    .bind("persona", persona)
                    .bind("any", channel == null)
                    .bind("channel", channel == null ? "" : channel)
                    .map(
                        (row, context) ->
                            new Points(
                                new Place(
                                    row.getString(1),
                                    row.getString(2).isEmpty() ? null : row.getString(2)),
                                row.getLong(3),
                                Json.parse(row.getString(4))))
                    .list());
  }

  /** When the last window of a touchpoint ended that event time has passed; empty if none did. */
  public Optional<Long> completeUpTo(String touchpoint) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT MAX(window_end) FROM kpis WHERE touchpoint = :touchpoint"
                            + " AND channel = '' AND persona = ''"
                            + " AND window_end <= (SELECT MAX(occurred_at) FROM kpis)")
                    .bind("touchpoint", touchpoint)
                    .mapTo(Long.class)
                    .findOne());
  }

  /** Windows of one touchpoint, all channels and personas together, the oldest first. */
  public List<ObjectNode> windowsOf(String touchpoint, long from, long to) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT body FROM kpis WHERE touchpoint = :touchpoint AND channel = ''"
                            + " AND persona = '' AND window_start >= :from AND window_start < :to"
                            + " ORDER BY window_start")
                    .bind("touchpoint", touchpoint)
                    .bind("from", from)
                    .bind("to", to)
                    .mapTo(String.class)
                    .map(Json::parse)
                    .list());
  }
}

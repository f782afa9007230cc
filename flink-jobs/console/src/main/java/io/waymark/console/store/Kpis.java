package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.domain.pulse.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures of touchpoints, window by window. */
public final class Kpis {
  /** Of each window, in milliseconds. */
  public static final long WINDOW = Duration.ofMinutes(5).toMillis();

  /** A job measures 24 and the others; more may be left from before. */
  private static final int MOST_PERSONAS = 50;

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
   * Those of the windows that there are, in their order.
   *
   * @param starts when the window begins, by place
   * @param persona empty for all together
   */
  public List<ObjectNode> windows(Map<Place, Long> starts, String persona) {
    return database
        .jdbi()
        .withHandle(
            handle -> {
              List<ObjectNode> windows = new ArrayList<>();
              starts.forEach(
                  (place, start) ->
                      handle
                          .createQuery(
                              "SELECT body FROM kpis WHERE touchpoint = :touchpoint"
                                  + " AND channel = :channel AND persona = :persona"
                                  + " AND window_start = :start")
                          .bind("touchpoint", place.touchpoint())
                          .bind("channel", place.channel() == null ? "" : place.channel())
                          .bind("persona", persona)
                          .bind("start", start)
                          .mapTo(String.class)
                          .forEach(body -> windows.add(Json.parse(body))));
              return windows;
            });
  }

  /** Whether there is a later window of the place, for all personas together. */
  public boolean hasLater(Place place, long windowStart) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT window_start FROM kpis WHERE touchpoint = :touchpoint"
                            + " AND channel = :channel AND persona = '' AND window_start > :start"
                            + " LIMIT 1")
                    .bind("touchpoint", place.touchpoint())
                    .bind("channel", place.channel() == null ? "" : place.channel())
                    .bind("start", windowStart)
                    .mapTo(Long.class)
                    .findOne()
                    .isPresent());
  }

  /**
   * What lines go through, of windows that begin from {@code from} on, by time.
   *
   * @param step of windows before {@code recent} that begin in the same stretch of so many
   *     milliseconds since the epoch only the first counts, for lines with fewer points
   * @param channel null for each
   * @param persona empty for all together
   */
  public List<Points> points(
      long from, long step, long recent, @Nullable String channel, String persona) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT touchpoint, channel, window_start, points FROM kpi_points"
                            + " WHERE persona = :persona AND window_start >= :from"
                            + " AND (MOD(window_start, :step) < :window OR window_start >= :recent)"
                            + (channel == null ? "" : " AND channel = :channel")
                            + " ORDER BY persona, window_start")
                    .bind("from", from)
                    .bind("step", step)
                    .bind("window", WINDOW)
                    .bind("recent", recent)
                    .bind("persona", persona)
                    .bindMap(channel == null ? Map.of() : Map.of("channel", channel))
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

  /**
   * Personas that have lines of their own, by name: from each the index is asked for the next, as
   * there are few of them and many windows of each.
   *
   * @param from when the windows begin that count
   */
  public List<String> personas(long from) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "WITH RECURSIVE known(persona) AS (SELECT CAST('' AS VARCHAR) UNION ALL"
                            + " SELECT (SELECT k.persona FROM kpi_points k"
                            + " WHERE k.persona > known.persona"
                            + " ORDER BY k.persona, k.window_start LIMIT 1)"
                            + " FROM known WHERE known.persona IS NOT NULL)"
                            + " SELECT persona FROM known WHERE persona <> '' AND EXISTS"
                            + " (SELECT 1 FROM kpi_points k WHERE k.persona = known.persona"
                            + " AND k.window_start >= :from)"
                            + " ORDER BY persona LIMIT :most")
                    .bind("from", from)
                    .bind("most", MOST_PERSONAS)
                    .mapTo(String.class)
                    .list());
  }

  /**
   * When the last window of a touchpoint ended that event time has passed; empty if none did within
   * a day.
   *
   * @param upTo event time
   */
  public Optional<Long> completeUpTo(String touchpoint, long upTo) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT MAX(window_end) FROM kpis WHERE touchpoint = :touchpoint"
                            + " AND channel = '' AND persona = '' AND window_start > :from"
                            + " AND window_start < :upTo AND window_end <= :upTo")
                    .bind("touchpoint", touchpoint)
                    .bind("from", upTo - Duration.ofDays(1).toMillis())
                    .bind("upTo", upTo)
                    .mapTo(Long.class)
                    .findOne());
  }

  /**
   * How many events there were everywhere in that hour or later, as tallies count hours.
   *
   * @param from event time in the hour
   */
  public long eventsSince(long from) {
    String events = Measure.EVENTS.id();
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT points FROM kpi_points WHERE touchpoint = :everywhere"
                            + " AND channel = '' AND persona = '' AND window_start >= :from")
                    .bind("everywhere", io.waymark.domain.pulse.Place.EVERYWHERE)
                    .bind("from", TallyIntake.hour(from))
                    .mapTo(String.class)
                    .list()
                    .stream()
                    .mapToLong(points -> Json.parse(points).path(events).path(0).asLong())
                    .sum());
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

package io.waymark.console.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The figures of touchpoints, window by window. */
public final class Kpis {
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

  /**
   * Windows that begin from {@code from} on and before {@code to}, by place and then by time.
   *
   * @param channel null for each
   * @param persona empty for all together
   */
  public List<ObjectNode> windows(long from, long to, @Nullable String channel, String persona) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT body FROM kpis WHERE window_start >= :from AND window_start < :to"
                            + " AND persona = :persona AND (:any = TRUE OR channel = :channel)"
                            + " ORDER BY touchpoint, channel, window_start")
                    .bind("from", from)
                    .bind("to", to)
                    .bind("persona", persona)
                    .bind("any", channel == null)
                    .bind("channel", channel == null ? "" : channel)
                    .mapTo(String.class)
                    .map(Json::parse)
                    .list());
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

package io.waymark.domain.alert;

import java.util.ArrayList;
import java.util.List;

/**
 * When an alert came back after it was resolved: at most {@link #LIMIT} times of the last hour.
 *
 * @param times ascending
 */
public record Reopenings(List<Long> times) {
  /** How long after it was resolved the same alert comes back, and no other one: 30 minutes. */
  static final long WITHIN = 30 * 60_000L;

  /** How often in an hour, before it stays open until it is quiet. */
  static final int LIMIT = 3;

  static final Reopenings NONE = new Reopenings(List.of());

  private static final long HOUR = 60 * 60_000L;

  Reopenings and(long time) {
    List<Long> next = new ArrayList<>(times);
    next.add(time);
    return new Reopenings(List.copyOf(next.subList(Math.max(0, next.size() - LIMIT), next.size())));
  }

  /** Whether it has come back too often to be believed when it seems to be over. */
  boolean isFlapping(long now) {
    return times.size() == LIMIT && now - times.get(0) <= HOUR;
  }
}

package io.waymark.console.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What sessions have looked at lately, so that a page that loads anew is no new look. Thread-safe;
 * remembers a bounded number.
 */
public final class Glances {
  private static final Duration LASTS = Duration.ofMinutes(15);
  private static final int MOST = 10_000;

  private record Glance(String session, String subject) {}

  private final InstantSource wall;
  private final Map<Glance, Long> since =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Glance, Long> eldest) {
          return size() > MOST;
        }
      };

  public Glances(InstantSource wall) {
    this.wall = wall;
  }

  /** Whether the session has not looked at it for a quarter of an hour; it has, after this. */
  public synchronized boolean isNew(Session session, String subject) {
    Glance glance = new Glance(session.id(), subject);
    long now = wall.millis();
    Long before = since.get(glance);
    if (before != null && now - before < LASTS.toMillis()) {
      return false;
    }
    since.remove(glance);
    since.put(glance, now);
    return true;
  }
}

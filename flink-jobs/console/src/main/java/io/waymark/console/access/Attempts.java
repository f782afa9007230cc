package io.waymark.console.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often logging in may fail: ten times a minute from one address. Thread-safe; remembers a
 * bounded number of addresses.
 */
public final class Attempts {
  private static final int MOST = 10;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int ADDRESSES = 10_000;

  private record Count(long since, int attempts) {}

  private final InstantSource wall;
  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > ADDRESSES;
        }
      };

  public Attempts(InstantSource wall) {
    this.wall = wall;
  }

  /**
   * Counts an attempt, before it is known what comes of it; answers whether it is one of those that
   * may be made.
   */
  public synchronized boolean admit(String address) {
    long now = wall.millis();
    Count count = counts.get(address);
    if (count == null || now - count.since() >= WINDOW.toMillis()) {
      counts.put(address, new Count(now, 1));
      return true;
    }
    counts.put(address, new Count(count.since(), count.attempts() + 1));
    return count.attempts() < MOST;
  }

  /** One that was admitted did not fail, so that it does not count. */
  public synchronized void succeeded(String address) {
    counts.computeIfPresent(
        address, (of, count) -> new Count(count.since(), Math.max(0, count.attempts() - 1)));
  }
}

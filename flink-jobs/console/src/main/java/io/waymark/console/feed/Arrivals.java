package io.waymark.console.feed;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** When something last came in each topic. Thread-safe. */
public final class Arrivals {
  private final Map<String, Long> last = new ConcurrentHashMap<>();
  private final Map<String, Long> read = new ConcurrentHashMap<>();
  private final AtomicLong unreadable = new AtomicLong();

  void arrived(String topic, long at) {
    last.merge(topic, at, Math::max);
    read.merge(topic, 1L, Long::sum);
  }

  void unreadable(long records) {
    unreadable.set(records);
  }

  /** Milliseconds of the broker's clock by topic. */
  Map<String, Long> last() {
    return new TreeMap<>(last);
  }

  /** How many records came since this began, by topic. */
  Map<String, Long> read() {
    return new TreeMap<>(read);
  }

  /** How many records could not be read since this began. */
  long unreadable() {
    return unreadable.get();
  }
}

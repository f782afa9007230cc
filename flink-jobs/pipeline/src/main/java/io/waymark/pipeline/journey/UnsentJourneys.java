package io.waymark.pipeline.journey;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Journeys that have changed since a snapshot of them was sent. Each is sent once in an interval at
 * most, however often it changes, and none is forgotten: before one leaves memory, and before a
 * checkpoint that would not have it in a page, it is sent.
 */
final class UnsentJourneys {
  /** Most that are sent at once: events wait meanwhile. */
  private static final int MOST_AT_ONCE = 1_024;

  private final long interval;
  private final Consumer<JourneyAtHand> send;

  /** With the time of day of the first change that was not sent; the oldest first. */
  private final LinkedHashMap<JourneyAtHand, Long> unsent = new LinkedHashMap<>();

  /**
   * @param interval milliseconds of the day
   */
  UnsentJourneys(long interval, Consumer<JourneyAtHand> send) {
    this.interval = interval;
    this.send = send;
  }

  /** The journey is another one now. */
  void changed(JourneyAtHand journey, long clock) {
    unsent.putIfAbsent(journey, clock);
  }

  /** Sends those whose time has come, some at each call. */
  void sendDue(long clock) {
    for (int left = MOST_AT_ONCE; left > 0 && !unsent.isEmpty(); left--) {
      Map.Entry<JourneyAtHand, Long> oldest = unsent.entrySet().iterator().next();
      if (clock - oldest.getValue() < interval) {
        return;
      }
      unsent.remove(oldest.getKey());
      send.accept(oldest.getKey());
    }
  }

  /** Sends one, if it has changed. */
  void sendNow(JourneyAtHand journey) {
    if (unsent.remove(journey) != null) {
      send.accept(journey);
    }
  }

  /** Sends those of which this holds. */
  void sendNow(Predicate<JourneyAtHand> which) {
    List<JourneyAtHand> due = new ArrayList<>();
    for (Iterator<JourneyAtHand> all = unsent.keySet().iterator(); all.hasNext(); ) {
      JourneyAtHand journey = all.next();
      if (which.test(journey)) {
        due.add(journey);
        all.remove();
      }
    }
    due.forEach(send);
  }
}

package io.waymark.pipeline.journey;

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

  /** By the first change that was not sent. */
  private final Chain<JourneyAtHand> unsent = new Chain<>();

  /**
   * @param interval milliseconds of the day
   */
  UnsentJourneys(long interval, Consumer<JourneyAtHand> send) {
    this.interval = interval;
    this.send = send;
  }

  /** The journey is another one now. */
  void changed(JourneyAtHand journey, long clock) {
    if (unsent.add(journey.unsent)) {
      journey.unsentSince = clock;
    }
  }

  /** Sends those whose time has come, some at each call. */
  void sendDue(long clock) {
    for (int left = MOST_AT_ONCE; left > 0; left--) {
      JourneyAtHand oldest = unsent.first();
      if (oldest == null || clock - oldest.unsentSince < interval) {
        return;
      }
      sendNow(oldest);
    }
  }

  /** Sends one, if it has changed. */
  void sendNow(JourneyAtHand journey) {
    if (unsent.remove(journey.unsent)) {
      send.accept(journey);
    }
  }

  /** Sends those of which this holds; sending must not change any. */
  void sendNow(Predicate<JourneyAtHand> which) {
    JourneyAtHand next = unsent.first();
    while (next != null) {
      JourneyAtHand journey = next;
      next = unsent.after(journey.unsent);
      if (which.test(journey)) {
        sendNow(journey);
      }
    }
  }
}

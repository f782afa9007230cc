package io.waymark.app.kafka;

import java.time.Duration;

/**
 * When the broker was away, by when it was heard of. What is done with an answer takes its time
 * too, and is no outage as long as the broker has its part in it. Pure: all times are in epoch
 * milliseconds.
 */
final class Outages {
  /** There was none. */
  static final long NONE = Long.MIN_VALUE;

  /** Time in which nothing is heard of the broker from which on it was away. */
  static final Duration OUTAGE = Duration.ofSeconds(5);

  private long heardAt = NONE;
  private long overAt = NONE;
  private boolean refused;

  /** A question has no answer. */
  void refused() {
    refused = true;
  }

  /**
   * A question has its answer. Nobody waits for one as long as an outage takes: a busy broker that
   * needs some of that time was not away.
   *
   * @return when the last outage was over; {@link #NONE} if there was none
   */
  long answered(long askedAt) {
    boolean wasAway = heardAt == NONE ? refused : askedAt - heardAt > OUTAGE.toMillis();
    if (wasAway) {
      overAt = askedAt;
    }
    refused = false;
    heard(askedAt);
    return overAt;
  }

  /** An answer, or what else was asked of it, is there now. */
  void heard(long now) {
    heardAt = Math.max(heardAt, now);
  }
}

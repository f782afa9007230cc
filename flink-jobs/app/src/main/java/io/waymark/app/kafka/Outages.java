package io.waymark.app.kafka;

import java.time.Duration;

/**
 * When the broker was away, by the questions that it answered. Pure: all times are those at which a
 * question was asked, in epoch milliseconds.
 */
final class Outages {
  /** There was none. */
  static final long NONE = Long.MIN_VALUE;

  /** Time between two answered questions from which on the broker was away. */
  static final Duration OUTAGE = Duration.ofSeconds(5);

  private long answered = NONE;
  private long overAt = NONE;
  private boolean refused;

  /** A question has no answer. */
  void refused() {
    refused = true;
  }

  /**
   * A question has its answer, which may have taken as long as the broker was away.
   *
   * @return when the last outage was over; {@link #NONE} if there was none
   */
  long answered(long askedAt) {
    boolean wasAway = answered == NONE ? refused : askedAt - answered > OUTAGE.toMillis();
    if (wasAway) {
      overAt = askedAt;
    }
    answered = askedAt;
    refused = false;
    return overAt;
  }
}

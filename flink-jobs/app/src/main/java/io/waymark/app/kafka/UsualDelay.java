package io.waymark.app.kafka;

import java.util.Arrays;

/**
 * How late the records of a partition are that move its time, when no outage keeps them: as late as
 * the latest of the last few. A producer that sends in batches has some at once and some after a
 * while, and after an outage its next silence must not be taken for the shortest of these. Pure.
 */
final class UsualDelay {
  private static final int FEW = 8;
  private static final long NONE = Long.MIN_VALUE;

  private final long[] delays = new long[FEW];
  private long lastTime = NONE;
  private int next;

  UsualDelay() {
    Arrays.fill(delays, NONE);
  }

  /** The record of that event time was so late; the same again tells nothing. */
  void learn(long time, long delay) {
    if (time != lastTime) {
      lastTime = time;
      delays[next] = delay;
      next = (next + 1) % FEW;
    }
  }

  boolean isKnown() {
    return lastTime != NONE;
  }

  /** In milliseconds; to be asked for if {@link #isKnown}. */
  long longest() {
    return Arrays.stream(delays).max().orElse(NONE);
  }
}

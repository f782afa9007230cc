package io.waymark.app.demo;

import java.time.Duration;

/**
 * The shop's time. At speed 1 it is the wall clock. At a higher speed it begins in the past and
 * runs faster until it has caught up, then goes with the wall clock: it is never ahead of it,
 * because nothing that Kafka stores may lie in the future.
 *
 * @param start wall clock when the shop opens, milliseconds since the epoch
 * @param opening the shop's time at that moment
 * @param speed shop seconds per second, at least 1
 */
record ShopClock(long start, long opening, double speed) {
  ShopClock {
    if (!(speed >= 1) || opening > start) {
      throw new IllegalArgumentException(
          "want speed >= 1 and opening <= start, not %s, %d, %d".formatted(speed, opening, start));
    }
  }

  /** A clock that runs at this speed for so much wall-clock time, and then as the wall clock. */
  static ShopClock fast(long start, double speed, Duration running) {
    return new ShopClock(start, start - (long) (running.toMillis() * (speed - 1)), speed);
  }

  /** The shop's time at a moment of the wall clock. */
  long at(long wall) {
    return Math.min(wall, opening + (long) ((wall - start) * speed));
  }

  /** The moment of the wall clock at which the shop's time is reached. */
  long wallAt(long shopTime) {
    long fast = start + (long) ((shopTime - opening) / speed);
    return shopTime > at(fast) ? shopTime : fast;
  }
}

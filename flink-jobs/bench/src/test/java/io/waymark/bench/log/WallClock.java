package io.waymark.bench.log;

import java.util.concurrent.locks.LockSupport;

/** The clock by which live logs happen. */
public final class WallClock {
  private WallClock() {}

  /** Waits until the clock shows that time, in epoch milliseconds; answers what it shows then. */
  public static long awaitTime(long time) {
    long now = System.currentTimeMillis();
    while (now < time) {
      LockSupport.parkNanos((time - now) * 1_000_000);
      now = System.currentTimeMillis();
    }
    return now;
  }
}

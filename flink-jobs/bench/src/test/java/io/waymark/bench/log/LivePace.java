package io.waymark.bench.log;

/**
 * How well a producer kept to its log while it was measured.
 *
 * @param asked events a second that it was to write
 * @param perSecond events that it wrote
 * @param mostBehindMillis the longest that an event was written after its time
 */
public record LivePace(int asked, double perSecond, long mostBehindMillis) {
  private static final double ENOUGH = 0.97;
  private static final long SOON_MILLIS = 1_000;

  /** Whether this was the rate that was asked for. */
  public boolean wasHeld() {
    return perSecond >= asked * ENOUGH && mostBehindMillis <= SOON_MILLIS;
  }
}

package io.waymark.domain.delivery;

/** So many a second, with a second's worth, but one at least, at once after a silence. */
final class Pace {
  private static final double SECOND = 1_000;

  private final double perSecond;
  private final double most;
  private double left;
  private long at;

  /**
   * @param perSecond 0 for no limit
   */
  Pace(double perSecond) {
    this.perSecond = perSecond;
    this.most = Math.max(1, perSecond);
    this.left = most;
    this.at = Long.MIN_VALUE;
  }

  /** When the next one may go, as of the last time something went. */
  long permitsAt() {
    return perSecond == 0 || left >= 1
        ? Long.MIN_VALUE
        : at + (long) Math.ceil((1 - left) * SECOND / perSecond);
  }

  /** One goes; {@code now} is not before {@link #permitsAt}. */
  void take(long now) {
    if (perSecond == 0) {
      return;
    }
    if (at != Long.MIN_VALUE) {
      left = Math.min(most, left + (now - at) * perSecond / SECOND);
    }
    // What is due by rounding is due.
    left = Math.max(0, left - 1);
    at = now;
  }
}

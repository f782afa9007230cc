package io.waymark.domain.kpi;

import java.time.Duration;

/**
 * What a contact centre promises.
 *
 * @param withinMillis T: who waits no longer is answered in time
 * @param shortMillis who gives up before that had not meant it
 */
public record ContactGoal(long withinMillis, long shortMillis) {
  /** 80/20's 20 seconds, and 5 for short abandons. */
  public static final ContactGoal STANDARD =
      new ContactGoal(Duration.ofSeconds(20).toMillis(), Duration.ofSeconds(5).toMillis());

  public ContactGoal {
    if (shortMillis < 0 || withinMillis < shortMillis) {
      throw new IllegalArgumentException(
          "want 0 <= short <= within, not " + shortMillis + ", " + withinMillis);
    }
  }

  public boolean inTime(long waitMillis) {
    return waitMillis <= withinMillis;
  }

  public boolean isShort(long waitMillis) {
    return waitMillis < shortMillis;
  }
}

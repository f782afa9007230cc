package io.waymark.domain.kpi;

import java.io.Serializable;
import java.time.Duration;
import java.util.Set;

/**
 * What a contact centre promises, and by what it is measured.
 *
 * @param withinMillis T: who waits no longer is answered in time
 * @param shortMillis who gives up before that had not meant it
 * @param genesys what is switched on in Genesys's formula
 */
public record ContactGoal(long withinMillis, long shortMillis, Set<GenesysSwitch> genesys)
    implements Serializable {
  /** 80/20's 20 seconds, and 5 for short abandons; abandons count, and nothing that flows out. */
  public static final ContactGoal STANDARD =
      new ContactGoal(
          Duration.ofSeconds(20).toMillis(),
          Duration.ofSeconds(5).toMillis(),
          Set.of(GenesysSwitch.SHORT_ABANDONS, GenesysSwitch.ABANDONS));

  public ContactGoal {
    if (shortMillis < 0 || withinMillis < shortMillis) {
      throw new IllegalArgumentException(
          "want 0 <= short <= within, not " + shortMillis + ", " + withinMillis);
    }
    genesys = Set.copyOf(genesys);
  }

  public boolean inTime(long waitMillis) {
    return waitMillis <= withinMillis;
  }

  public boolean isShort(long waitMillis) {
    return waitMillis < shortMillis;
  }
}

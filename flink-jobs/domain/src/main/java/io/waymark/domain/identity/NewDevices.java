package io.waymark.domain.identity;

import io.waymark.domain.friction.Limits;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When a customer came on devices on which they had never been: the times of the last such logins,
 * in no order. An id that comes on a new device again and again is not one person's.
 */
public final class NewDevices {
  private NewDevices() {}

  /**
   * The times with one more, without those that no longer matter; null if within so long there
   * would be more than there may be. In O(devices).
   *
   * @param time epoch milliseconds; one far before the others is not asked about
   * @param known null of a customer who was new nowhere yet
   */
  public static long @Nullable [] with(long time, long @Nullable [] known, Limits.Device limits) {
    long[] times = known == null ? new long[0] : known;
    long latest = Arrays.stream(times).reduce(time, Math::max);
    long oldest = latest - limits.within();
    if (time < oldest) {
      return times;
    }
    long[] counted = Arrays.stream(times).filter(one -> one >= oldest).toArray();
    if (counted.length >= limits.devices()) {
      return null;
    }
    long[] more = Arrays.copyOf(counted, counted.length + 1);
    more[counted.length] = time;
    return more;
  }
}

package io.waymark.domain.delivery;

import io.waymark.domain.intervention.DerivedId;
import java.util.List;
import java.util.OptionalLong;

/**
 * When a message that did not get through is tried again: at once, then after at most 5 s, 30 s, 5
 * min, 30 min, 2 h, 5 h, 10 h and 24 h. Each wait is a share of that from 0 to the whole, so that
 * what failed together does not come back together; the share follows from message and attempt, so
 * it is the same on any run.
 */
public final class RetrySchedule {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private static final List<Long> LONGEST_WAITS =
      List.of(
          5 * SECOND,
          30 * SECOND,
          5 * MINUTE,
          30 * MINUTE,
          2 * HOUR,
          5 * HOUR,
          10 * HOUR,
          24 * HOUR);

  /** Attempts that a message gets. */
  public static final int ATTEMPTS = LONGEST_WAITS.size() + 1;

  private RetrySchedule() {}

  /**
   * Milliseconds to wait after so many failed attempts; nothing after the last.
   *
   * @param attempts at least 1
   */
  static OptionalLong waitAfter(int attempts, String messageId) {
    return attempts >= ATTEMPTS
        ? OptionalLong.empty()
        : OptionalLong.of(share(LONGEST_WAITS.get(attempts - 1), attempts, messageId));
  }

  /** Milliseconds at most between two attempts, however many there were. */
  static long waitWithin(long longest, int attempts, String messageId) {
    int last = Math.min(attempts, LONGEST_WAITS.size());
    return share(Math.min(longest, LONGEST_WAITS.get(last - 1)), attempts, messageId);
  }

  private static long share(long longest, int attempts, String messageId) {
    return (long)
        (longest * DerivedId.share("waymark-retry-1", messageId, Integer.toString(attempts)));
  }
}

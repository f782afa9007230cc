package io.waymark.domain.delivery;

import org.jspecify.annotations.Nullable;

/**
 * How a destination has done, as far as it outlives a restart. It fails for as long as failures
 * follow each other within a day and nothing gets through: what failed long ago says nothing of a
 * destination that has not been asked since.
 *
 * @param failingSince the first of those failures; {@link #NEVER} if it does not fail
 * @param failedAt the last of them
 * @param disabled why nothing is sent any more; null if something is
 */
public record LaneHealth(long failingSince, long failedAt, @Nullable String disabled) {
  static final long NEVER = Long.MAX_VALUE;

  private static final long DAY = 24 * 3_600_000L;
  private static final long FAILING_AT_MOST = 5 * DAY;

  /** Nothing is known against it. */
  public static final LaneHealth GOOD = new LaneHealth(NEVER, NEVER, null);

  /** Who said that it is gone is not taken up on an answer to what was sent before. */
  LaneHealth worked() {
    return new LaneHealth(NEVER, NEVER, disabled);
  }

  LaneHealth failedAt(long now) {
    boolean goesOn = failingSince != NEVER && now - failedAt <= DAY;
    return new LaneHealth(goesOn ? failingSince : now, now, disabled);
  }

  LaneHealth disabledBy(String reason) {
    return new LaneHealth(failingSince, failedAt, reason);
  }

  boolean isDisabled() {
    return disabled != null;
  }

  /** Whether it has failed for so long that somebody has to look. */
  boolean isHopeless() {
    return failingSince != NEVER && failedAt - failingSince >= FAILING_AT_MOST;
  }
}

package io.waymark.domain.delivery;

import org.jspecify.annotations.Nullable;

/**
 * How a lane's destination has done, as far as it outlives a restart.
 *
 * @param failingSince the first failure since the last delivery; {@link #NEVER} if there was none
 * @param disabled why nothing is sent any more; null if something is
 */
public record LaneHealth(long failingSince, @Nullable String disabled) {
  static final long NEVER = Long.MAX_VALUE;

  /** Nothing is known against it. */
  public static final LaneHealth GOOD = new LaneHealth(NEVER, null);

  /** Who said that it is gone is not taken up on an answer to what was sent before. */
  LaneHealth worked() {
    return new LaneHealth(NEVER, disabled);
  }

  LaneHealth failedAt(long now) {
    return failingSince == NEVER ? new LaneHealth(now, disabled) : this;
  }

  LaneHealth disabledBy(String reason) {
    return new LaneHealth(failingSince, reason);
  }
}

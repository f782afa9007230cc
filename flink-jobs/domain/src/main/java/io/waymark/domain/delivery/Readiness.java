package io.waymark.domain.delivery;

import org.jspecify.annotations.Nullable;

/**
 * Whether a destination may be told now, learnt from what it answers: its breaker, its pace, the
 * quiet it asks for, and its health.
 */
final class Readiness {
  private static final long LONGEST_QUIET = 3_600_000;

  private final CircuitBreaker breaker = new CircuitBreaker();
  private final Pace pace;
  private LaneHealth health;
  private long quietUntil = Long.MIN_VALUE;

  Readiness(double perSecond, LaneHealth health) {
    this.pace = new Pace(perSecond);
    this.health = health;
  }

  /** When it may be told next, perhaps before now; {@link Lane#NEVER} if that is not known. */
  long permitsAt() {
    return isDisabled()
        ? Lane.NEVER
        : Math.max(quietUntil, Math.max(breaker.permitsAt(), pace.permitsAt()));
  }

  /** Until then it wants to be left alone. */
  long quietUntil() {
    return quietUntil;
  }

  CircuitBreaker.State breaker() {
    return breaker.state();
  }

  boolean isDisabled() {
    return health.isDisabled();
  }

  /** Why nothing is sent any more; null if something is. */
  @Nullable String disabled() {
    return health.disabled();
  }

  /** A call begins. The number has to be told with its answer. */
  int begin(long now) {
    pace.take(now);
    return breaker.begin();
  }

  /** Somebody thinks that a disabled one works again. */
  void trust(Lane.Effects effects) {
    if (isDisabled()) {
      change(LaneHealth.GOOD, effects);
    }
  }

  /**
   * Takes the answer to a call into account.
   *
   * @param begun as {@link #begin} said
   */
  void learn(int begun, ReplyKind kind, Reply reply, long now, Lane.Effects effects) {
    if (kind == ReplyKind.UNSENDABLE) {
      breaker.unasked(begun, now);
      return;
    }
    if (kind == ReplyKind.FAILED) {
      breaker.failed(begun, "timeout".equals(reply.failure()), now);
      Long retryAfter = reply.retryAfter();
      if (retryAfter != null) {
        quietUntil = Math.max(quietUntil, now + Math.min(retryAfter, LONGEST_QUIET));
      }
    } else {
      breaker.worked(begun, now);
    }
    if (kind == ReplyKind.DELIVERED) {
      change(health.worked(), effects);
    } else if (kind == ReplyKind.GONE) {
      disable("gone", effects);
    } else {
      change(health.failedAt(now), effects);
      if (health.isHopeless()) {
        disable("failing", effects);
      }
    }
  }

  private void disable(String reason, Lane.Effects effects) {
    if (!isDisabled()) {
      change(health.disabledBy(reason), effects);
      effects.disabled(reason);
    }
  }

  private void change(LaneHealth changed, Lane.Effects effects) {
    if (!changed.equals(health)) {
      health = changed;
      effects.keep(changed);
    }
  }
}

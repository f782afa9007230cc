package io.waymark.domain.pulse;

import io.waymark.domain.kpi.ContactGoal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes on for a while: a contact, a cart, a form. Its events are found by an id that
 * they share, so nobody has to know whose it is. Immutable. What becomes known is folded in, in any
 * order.
 */
public sealed interface Strand permits ContactLeg, Pursuit, Payments, Visit, Episodes, Once {
  /** Nothing more will happen by itself. */
  long NEVER = Long.MAX_VALUE;

  /** With what is known by that event. */
  Strand with(Touch touch);

  /**
   * The one with the same id that begins with that event, after this one is over; null if the event
   * is still of this one.
   */
  @Nullable Strand followedBy(Touch touch);

  /**
   * What it amounts to when all events up to and including {@code now} are known.
   *
   * @param goal by which waits are measured
   */
  Credits credits(long now, ContactGoal goal);

  /** The first time after {@code now} at which it amounts to something else; or {@link #NEVER}. */
  long wakeAt(long now);

  /** Without what cannot matter any more. */
  Strand pruned(long now);

  /** When it can be forgotten: no event is expected after that. */
  long forgetAt();

  /** What has to be measured now that more is known of {@code before}, as it was known then. */
  static List<Measurement> changes(
      Strand before, long then, Strand after, long now, ContactGoal goal) {
    return after.credits(now, goal).since(before.credits(then, goal));
  }
}

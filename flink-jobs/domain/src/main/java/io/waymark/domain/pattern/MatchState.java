package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a pattern knows of one instance. Changed in place by the events offered in order. */
public interface MatchState {
  /** Answer of {@link #deadline} when nothing is pending. */
  long NEVER = Long.MAX_VALUE;

  /** {@code unless}: forgets what is pending. */
  void cancel();

  /** Takes an event in its closing part. */
  default void close(Offer offer, Firing firing) {}

  /** Takes an event in its opening or counting part, which may fire at once. */
  void open(Offer offer, Firing firing);

  /**
   * Takes an event for what has been begun with one before it, as a newer version is effective;
   * begins and counts nothing. A count or score begins with each of its events, and leaves it.
   */
  default void goOn(Offer offer, Firing firing) {}

  /** The same of an event that comes late: it may end what has been begun. */
  default void goOnLate(Offer offer, Firing firing) {}

  /** The event time at which {@link #expire} is due, or {@link #NEVER}. */
  default long deadline() {
    return NEVER;
  }

  /** The deadline has come. */
  default void expire(Firing firing) {}

  /** An {@code unless} that comes late: forgets what was pending at its time. */
  default void cancelLate(Offer offer, List<Fire> fires, Firing firing) {}

  /** A closing event that comes late. */
  default void closeLate(Offer offer, List<Fire> fires, Firing firing) {}

  /** An opening event that comes late; deadlines up to and including {@code passed} have come. */
  default void openLate(Offer offer, long passed, Firing firing) {}

  /**
   * The event that opened what waits for the deadline; null if nothing does, or only what has been
   * resolved.
   */
  default @Nullable Moment pendingSince() {
    return null;
  }

  /**
   * Takes an event that opened another version of the rule as one that comes late; deadlines up to
   * and including {@code passed} have come. A pattern that cannot tell the deadline without the
   * event's attributes, or would need more events than this one, leaves it.
   */
  default void reopen(Moment opened, long passed, Firing firing) {}

  /** Whether it may still escalate this fire. */
  default boolean holds(Fire fire) {
    return false;
  }

  /**
   * The last time at which an event may tell this state from a new one; {@link Long#MIN_VALUE} if
   * none can, {@link #NEVER} if that has no end.
   */
  long usefulUntil();

  /**
   * Gives up the evidence of what is pending to save space; answers whether there was any. What
   * fires, and when, stays the same.
   */
  default boolean forgetEvidence() {
    return false;
  }

  /**
   * Takes over what another journey, now one with this, knew of the same instance. Nothing comes
   * true by it; what the other has open goes on here.
   *
   * @param other of the same pattern; not to be used afterwards
   * @param at when the two become one; what is over by then leaves nothing
   */
  void merge(MatchState other, long at, Firing firing);

  void write(StateWriter out, List<Fire> fires);
}

package io.waymark.pipeline.journey;

import io.waymark.domain.friction.FrictionEngine;
import org.jspecify.annotations.Nullable;

/** One customer's journey in the {@link JourneyCache}. */
final class JourneyAtHand {
  /** What one weighs on the heap beside its bytes: objects, references, places in tables; about. */
  private static final long OVERHEAD = 300;

  final String customer;
  final int group;

  /** As the engine wrote it; null for a customer never seen, or forgotten. */
  byte @Nullable [] bytes;

  /** When it is to be looked at without an event, or {@link FrictionEngine#NEVER}. */
  long wakeAt = FrictionEngine.NEVER;

  /** The timer registered for the customer, or {@link PackedJourney#NO_TIMER}. */
  long timer;

  /** Whether the store has an older one. */
  boolean isStored;

  /** When the {@link Deadlines} look at it, which may be too early, and where it stands there. */
  long queuedAt;

  int place = Deadlines.NOWHERE;

  /** The time of day of the last change, and of when it was last seen that it is not written. */
  long changedAt;

  long lookedAt;

  long weight;

  /** Its place among those that are newer here than in the store. */
  final Chain.Link<JourneyAtHand> unwritten = new Chain.Link<>(this);

  /** Its place among those of which no snapshot was sent, and the time of day since when. */
  final Chain.Link<JourneyAtHand> unsent = new Chain.Link<>(this);

  long unsentSince;

  private JourneyAtHand(
      String customer, int group, byte @Nullable [] bytes, long timer, boolean isStored) {
    this.customer = customer;
    this.group = group;
    this.bytes = bytes;
    this.timer = timer;
    this.isStored = isStored;
  }

  /** As it is in the store. */
  static JourneyAtHand stored(String customer, int group, PackedJourney stored) {
    byte[] bytes = stored.journey();
    return new JourneyAtHand(customer, group, bytes, stored.timer(), bytes != null);
  }

  /** As it was when the checkpoint was taken. */
  static JourneyAtHand restored(
      String customer,
      int group,
      byte @Nullable [] bytes,
      long wakeAt,
      long timer,
      boolean isStored) {
    JourneyAtHand journey = new JourneyAtHand(customer, group, bytes, timer, isStored);
    journey.wakeAt = wakeAt;
    return journey;
  }

  /** Whether its deadline is looked after here, not by a timer alone. */
  boolean hasDeadlineAtHand() {
    return place != Deadlines.NOWHERE;
  }

  void replace(byte @Nullable [] by, long wakeAt) {
    this.bytes = by;
    this.wakeAt = wakeAt;
  }

  long weigh() {
    return OVERHEAD + customer.length() + (bytes == null ? 0 : bytes.length);
  }
}

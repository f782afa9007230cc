package io.waymark.domain.intervention;

import io.waymark.domain.rule.Intervention.Purpose;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * All that interventions remember of one customer. Immutable.
 *
 * @param consents the last word by purpose, kept only for purposes that need one
 * @param decided fires that have been decided on, oldest first
 * @param reach where and when the customer can be reached
 * @param arms the sides of comparisons the customer is on
 * @param intervened what was issued and still counts, oldest first
 * @param touchedAt event time of the last change, rounded up to a day
 */
public record InterventionState(
    Map<Purpose, Consent> consents,
    List<Decided> decided,
    Reach reach,
    Arms arms,
    List<Intervened> intervened,
    long touchedAt) {

  /**
   * Most fires of which something can still become; beyond that only what is owed is issued, and
   * can't be taken back.
   */
  public static final int OPEN_LIMIT = 64;

  /**
   * Most decided fires that are remembered, at least by their ids: a repetition of the oldest of
   * more would be decided on anew, under the same ids.
   */
  public static final int DECIDED_LIMIT = 512;

  /**
   * Most issued triggers that are remembered at a time; while they are, no more are issued, but for
   * what is owed.
   */
  public static final int INTERVENED_LIMIT = 512;

  /** What {@link #wakeAt} answers when nothing is remembered that expires. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * Milliseconds after which a customer of whom nothing is heard is forgotten; consent is asked for
   * anew then.
   */
  public static final long TIME_TO_LIVE = 400 * 86_400_000L;

  /** A customer never seen before. */
  public static final InterventionState EMPTY =
      new InterventionState(Map.of(), List.of(), Reach.UNKNOWN, Arms.NONE, List.of(), 0);

  public InterventionState {
    consents = Map.copyOf(consents);
    decided = List.copyOf(decided);
    intervened = List.copyOf(intervened);
  }

  /** Of somebody of whom no more is known than this. */
  public static InterventionState of(Map<Purpose, Consent> consents, List<Decided> decided) {
    long touchedAt =
        LongStream.concat(
                consents.values().stream().mapToLong(Consent::time),
                decided.stream().mapToLong(Decided::forgetAt))
            .max()
            .orElse(0);
    return new InterventionState(consents, decided, Reach.UNKNOWN, Arms.NONE, List.of(), touchedAt);
  }

  /**
   * What stays behind of somebody who turned out to be a customer: which fires were decided on, so
   * that a repetition of one does not decide anew.
   */
  public InterventionState handedOver() {
    return new InterventionState(
        Map.of(),
        decided.stream().map(one -> one.with(null)).toList(),
        Reach.UNKNOWN,
        Arms.NONE,
        List.of(),
        touchedAt);
  }

  /** Whether there is nothing to keep. */
  public boolean isEmpty() {
    return consents.isEmpty()
        && decided.isEmpty()
        && reach.equals(Reach.UNKNOWN)
        && arms.equals(Arms.NONE)
        && intervened.isEmpty();
  }

  /** Event time at which {@link InterventionPolicy} has something to do, or {@link #NEVER}. */
  public long wakeAt() {
    return isEmpty()
        ? NEVER
        : LongStream.concat(
                LongStream.of(touchedAt + TIME_TO_LIVE),
                decided.stream().mapToLong(Decided::wakeAt))
            .min()
            .orElse(NEVER);
  }

  /**
   * A fire that has been decided on, remembered until it is so old that a repetition of it is out
   * of the question, so that a repeated signal decides nothing anew.
   *
   * @param forgetAt event time
   * @param open while something can become of it
   */
  public record Decided(String signalId, long forgetAt, @Nullable Case open) {

    Decided with(@Nullable Case changed) {
      return new Decided(signalId, forgetAt, changed);
    }

    private long wakeAt() {
      return open == null || open.deferral() == null
          ? forgetAt
          : Math.min(forgetAt, open.deferral().releaseAt());
    }
  }
}

package io.waymark.pipeline.journey;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Verdict;
import io.waymark.domain.identity.IdentityEvents;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates what has come due for one customer, or device: events and deadlines in their order, and
 * the end of a journey that nothing has touched for its time to live.
 */
final class Evaluation {
  /** Where the results go. */
  interface Results extends Effects {
    void verdict(Envelope envelope, Verdict verdict);

    /** Something of a device goes to a customer. */
    void send(Envelope envelope);

    void count(IdentityMetrics.Kind kind);

    /** It is no customer's: see {@link Screening}. */
    void keptOut(Envelope envelope, Screening.Reason reason);

    /**
     * What was kept of somebody under this key up to {@code time} is deleted.
     *
     * @param id the customer, or {@code anon:} and the anonymous id
     * @param removed 1, or 0 if nothing was kept
     */
    void erased(String id, long time, int removed);
  }

  /**
   * What remains of the journey.
   *
   * @param journey as the engine writes it; null if nothing is to be kept
   * @param wakeAt when it is to be looked at again without an event, or {@link
   *     FrictionEngine#NEVER}
   * @param opened how many more instances of rules are open than before
   * @param erasedUntil nothing up to and including this time is to come back; {@link #NEVER_ERASED}
   */
  record Remains(byte @Nullable [] journey, long wakeAt, int opened, long erasedUntil) {}

  /** Before all times. */
  static final long NEVER_ERASED = Long.MIN_VALUE;

  private final Function<byte[], Event> decoder;
  private final Subjects subjects;
  private final Screening screening;
  private final long timeToLive;

  /**
   * @param subjects whose journeys
   * @param screening whose events are kept out, or tagged
   * @param decoder reads the event inside an envelope
   * @param timeToLive milliseconds of event time for which a journey is kept after its last event
   */
  Evaluation(
      Subjects subjects, Screening screening, Function<byte[], Event> decoder, long timeToLive) {
    this.subjects = subjects;
    this.screening = screening;
    this.decoder = decoder;
    this.timeToLive = timeToLive;
  }

  /**
   * Evaluates the events, in whatever order they stand, then time up to and including {@code time}.
   *
   * @param key the customer, or device
   * @param known what is kept of it; null if there is nothing
   * @param erasedUntil what is up to and including this time counts as {@link
   *     Screening.Reason#ERASED}
   */
  Remains run(
      FrictionEngine engine,
      String key,
      byte @Nullable [] known,
      List<Envelope> envelopes,
      long time,
      long erasedUntil,
      Results results) {
    Subject subject = subjects.read(engine, key, known, screening);
    int before = subject.openInstances();
    long erased = erasedUntil;
    for (Due next : Due.inOrder(envelopes, decoder)) {
      if (next.time() <= erased) {
        keepOut(next.envelope(), Screening.Reason.ERASED, results);
        continue;
      }
      long expiry = expiry(subject);
      if (next.time() > expiry) {
        subject.advance(expiry, results);
        subject = subjects.read(engine, key, null, screening);
      }
      Screening.Reason reason = reason(next);
      if (reason != null && screening.keepsOut()) {
        keepOut(next.envelope(), reason, results);
        continue;
      }
      subject.take(reason == null ? next : next.tagged(reason), results);
      if (subject.isErased()) {
        erased = next.time();
        subject = subjects.read(engine, key, null, screening);
      }
    }
    long expiry = expiry(subject);
    if (time > expiry) {
      subject.advance(expiry, results);
      return new Remains(null, FrictionEngine.NEVER, -before, erased);
    }
    subject.advance(time, results);
    long wakeAt = subject.wakeAt();
    if (wakeAt <= time) {
      throw new IllegalStateException(
          "The journey of " + key + " has a deadline left at " + wakeAt + " after " + time);
    }
    return new Remains(
        subject.write(results),
        wakeAt > expiry ? end(engine, expiry) : wakeAt,
        subject.openInstances() - before,
        erased);
  }

  private Screening.@Nullable Reason reason(Due next) {
    return next.handOver() != null || IdentityEvents.isErase(next.event())
        ? null
        : screening.reason(next.event());
  }

  /** When somebody has to be told that the journey is forgotten. */
  private static long end(FrictionEngine engine, long expiry) {
    return engine.keepsJourneys() && expiry != Long.MAX_VALUE ? expiry + 1 : FrictionEngine.NEVER;
  }

  private void keepOut(Envelope envelope, Screening.Reason reason, Results results) {
    if (!subjects.isCopy(envelope) && !envelope.handsOver()) {
      results.keptOut(envelope, reason);
    }
  }

  /** The last moment of the journey; all deadlines up to it still count. */
  private long expiry(Subject subject) {
    long last = subject.lastTime();
    return last == Long.MIN_VALUE || last > Long.MAX_VALUE - timeToLive
        ? Long.MAX_VALUE
        : last + timeToLive;
  }
}

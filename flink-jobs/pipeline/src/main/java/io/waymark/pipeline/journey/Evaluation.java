package io.waymark.pipeline.journey;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.Verdict;
import io.waymark.pipeline.journey.JourneyEngine.OpenJourney;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates what has come due for one customer: events and deadlines in their order, and the end of
 * a journey that nothing has touched for its time to live.
 */
final class Evaluation {
  /** Where the results go. */
  interface Results extends Effects {
    void verdict(Envelope envelope, Verdict verdict);
  }

  /**
   * What remains of the journey.
   *
   * @param journey null if nothing is to be kept
   * @param wakeAt when it is to be looked at again without an event, or {@link JourneyEngine#NEVER}
   */
  record Remains(byte @Nullable [] journey, long wakeAt) {
    static final Remains NOTHING = new Remains(null, JourneyEngine.NEVER);
  }

  private record Decoded(Envelope envelope, Event event) {}

  private static final Comparator<Decoded> IN_ORDER =
      Comparator.comparing(Decoded::event, Event.ORDER);

  private final EventDecoder decoder;
  private final long timeToLive;

  /**
   * @param timeToLive milliseconds of event time for which a journey is kept after its last event
   */
  Evaluation(EventDecoder decoder, long timeToLive) {
    this.decoder = decoder;
    this.timeToLive = timeToLive;
  }

  /**
   * Evaluates the events, in whatever order they stand, then time up to and including {@code time}.
   */
  Remains run(
      JourneyEngine engine,
      String customer,
      byte @Nullable [] stored,
      List<Envelope> envelopes,
      long time,
      Results results) {
    OpenJourney journey = engine.open(customer, stored);
    for (Decoded next : inOrder(envelopes)) {
      long expiry = expiry(journey);
      if (next.event.time() > expiry) {
        journey.advance(expiry, results);
        journey = engine.open(customer, null);
      }
      results.verdict(next.envelope, journey.accept(next.event, results));
    }
    long expiry = expiry(journey);
    if (time > expiry) {
      journey.advance(expiry, results);
      return Remains.NOTHING;
    }
    journey.advance(time, results);
    long wakeAt = journey.wakeAt();
    if (wakeAt <= time) {
      throw new IllegalStateException(
          "The journey of " + customer + " has a deadline left at " + wakeAt + " after " + time);
    }
    return new Remains(journey.write(), wakeAt > expiry ? JourneyEngine.NEVER : wakeAt);
  }

  private List<Decoded> inOrder(List<Envelope> envelopes) {
    List<Decoded> decoded = new ArrayList<>(envelopes.size());
    for (Envelope envelope : envelopes) {
      decoded.add(new Decoded(envelope, decode(envelope)));
    }
    decoded.sort(IN_ORDER);
    return decoded;
  }

  private Event decode(Envelope envelope) {
    Event event = decoder.decode(envelope.body());
    return event.time() == envelope.time()
        ? event
        : new Event(
            event.id(),
            event.type(),
            envelope.time(),
            event.customerId(),
            event.anonymousId(),
            event.sessionId(),
            event.channel(),
            event.touchpoint(),
            event.attributes());
  }

  /** The last moment of the journey; all deadlines up to it still count. */
  private long expiry(OpenJourney journey) {
    long last = journey.lastEventTime();
    return last == Long.MIN_VALUE || last > Long.MAX_VALUE - timeToLive
        ? Long.MAX_VALUE
        : last + timeToLive;
  }
}

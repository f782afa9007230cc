package io.waymark.pipeline.journey;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
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
   * @param journey as the engine writes it; null if nothing is to be kept
   * @param wakeAt when it is to be looked at again without an event, or {@link
   *     FrictionEngine#NEVER}
   * @param opened how many more instances of rules are open than before
   */
  record Remains(byte @Nullable [] journey, long wakeAt, int opened) {}

  private record Decoded(Envelope envelope, Event event) {}

  private static final Comparator<Decoded> IN_ORDER =
      Comparator.comparing(Decoded::event, Event.ORDER);

  private final Function<byte[], Event> decoder;
  private final long timeToLive;

  /**
   * @param decoder reads the event inside an envelope
   * @param timeToLive milliseconds of event time for which a journey is kept after its last event
   */
  Evaluation(Function<byte[], Event> decoder, long timeToLive) {
    this.decoder = decoder;
    this.timeToLive = timeToLive;
  }

  /**
   * Evaluates the events, in whatever order they stand, then time up to and including {@code time}.
   *
   * @param known the customer's journey; null if there is none
   */
  Remains run(
      FrictionEngine engine,
      String customer,
      byte @Nullable [] known,
      List<Envelope> envelopes,
      long time,
      Results results) {
    CustomerState state =
        known == null ? engine.newCustomer(customer) : engine.read(customer, known);
    int before = state.openInstances();
    for (Decoded next : inOrder(envelopes)) {
      long expiry = expiry(state);
      if (next.event.time() > expiry) {
        engine.advance(state, expiry, results);
        state = engine.newCustomer(customer);
      }
      results.verdict(next.envelope, engine.accept(state, next.event, results));
    }
    long expiry = expiry(state);
    if (time > expiry) {
      engine.advance(state, expiry, results);
      return new Remains(null, FrictionEngine.NEVER, -before);
    }
    engine.advance(state, time, results);
    long wakeAt = engine.wakeAt(state);
    if (wakeAt <= time) {
      throw new IllegalStateException(
          "The journey of " + customer + " has a deadline left at " + wakeAt + " after " + time);
    }
    byte[] journey = engine.write(state, results);
    return new Remains(
        journey, wakeAt > expiry ? end(engine, expiry) : wakeAt, state.openInstances() - before);
  }

  /** When somebody has to be told that the journey is forgotten. */
  private static long end(FrictionEngine engine, long expiry) {
    return engine.keepsJourneys() && expiry != Long.MAX_VALUE ? expiry + 1 : FrictionEngine.NEVER;
  }

  private List<Decoded> inOrder(List<Envelope> envelopes) {
    if (envelopes.size() == 1) {
      Envelope only = envelopes.get(0);
      return List.of(new Decoded(only, decode(only)));
    }
    List<Decoded> decoded = new ArrayList<>(envelopes.size());
    for (Envelope envelope : envelopes) {
      decoded.add(new Decoded(envelope, decode(envelope)));
    }
    decoded.sort(IN_ORDER);
    return decoded;
  }

  private Event decode(Envelope envelope) {
    Event event = decoder.apply(envelope.body());
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
  private long expiry(CustomerState state) {
    long last = state.lastEventTime();
    return last == Long.MIN_VALUE || last > Long.MAX_VALUE - timeToLive
        ? Long.MAX_VALUE
        : last + timeToLive;
  }
}

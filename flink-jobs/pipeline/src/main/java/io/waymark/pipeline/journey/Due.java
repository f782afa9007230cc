package io.waymark.pipeline.journey;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.HandOver;
import io.waymark.pipeline.wire.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What has come due, unpacked: an event, or a journey that is handed over, whose place is directly
 * before the event that made it so.
 */
record Due(Envelope envelope, @Nullable Event eventOrNull, @Nullable HandOver handOver) {
  private static final Comparator<Due> IN_ORDER =
      ((Comparator<Due>) (a, b) -> Event.compare(a.time(), a.eventId(), b.time(), b.eventId()))
          .thenComparing(due -> due.handOver == null)
          .thenComparing(due -> due.handOver == null ? "" : due.handOver.anonymousId());

  /** In their order, whatever order they stand in. */
  static List<Due> inOrder(List<Envelope> envelopes, Function<byte[], Event> decoder) {
    if (envelopes.size() == 1) {
      return List.of(of(envelopes.get(0), decoder));
    }
    List<Due> all = new ArrayList<>(envelopes.size());
    for (Envelope envelope : envelopes) {
      all.add(of(envelope, decoder));
    }
    all.sort(IN_ORDER);
    return all;
  }

  private static Due of(Envelope envelope, Function<byte[], Event> decoder) {
    return envelope.handsOver()
        ? new Due(envelope, null, HandOver.read(envelope.body()))
        : new Due(envelope, resolved(decoder.apply(envelope.body()), envelope), null);
  }

  /** With the time that is believed, and with the customer that it was found to belong to. */
  private static Event resolved(Event event, Envelope envelope) {
    boolean isFound = event.customerId() == null && !envelope.anonymous();
    return event.time() == envelope.time() && !isFound
        ? event
        : new Event(
            event.id(),
            event.type(),
            envelope.time(),
            isFound ? envelope.customer() : event.customerId(),
            event.anonymousId(),
            event.sessionId(),
            event.channel(),
            event.touchpoint(),
            event.attributes());
  }

  /** The event; only where nothing is handed over. */
  Event event() {
    return Objects.requireNonNull(eventOrNull);
  }

  /** The same event, which says why it is no customer's. */
  Due tagged(Screening.Reason reason) {
    Event plain = event();
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>(plain.attributes());
    attributes.put(Screening.TAG, Words.of(reason));
    Event tagged =
        new Event(
            plain.id(),
            plain.type(),
            plain.time(),
            plain.customerId(),
            plain.anonymousId(),
            plain.sessionId(),
            plain.channel(),
            plain.touchpoint(),
            Collections.unmodifiableMap(attributes));
    return new Due(envelope, tagged, null);
  }

  long time() {
    return envelope.time();
  }

  private String eventId() {
    return handOver == null ? event().id() : handOver.eventId();
  }
}

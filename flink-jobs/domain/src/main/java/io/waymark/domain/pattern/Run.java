package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.rule.Predicate.PreviousUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first steps of a sequence.
 *
 * @param start time of its first event
 * @param last its last event
 * @param evidence its events, at most {@link Evidence#LIMIT}
 * @param previous what the next step reads of its last event, if it reads any
 */
record Run(long start, Moment last, List<Evidence> evidence, @Nullable Event previous) {

  /** The run that the event makes of {@code before}, or begins if that is null. */
  static Run after(@Nullable Run before, Offer offer, @Nullable PreviousUse kept) {
    Event event = offer.event();
    List<Evidence> evidence = new ArrayList<>(before == null ? List.of() : before.evidence);
    if (evidence.size() == Evidence.LIMIT) {
      evidence.remove(0);
    }
    evidence.add(offer.evidence());
    return new Run(
        before == null ? event.time() : before.start,
        offer.moment(),
        List.copyOf(evidence),
        kept == null ? null : reduced(event, kept));
  }

  private static Event reduced(Event event, PreviousUse kept) {
    if (kept.everything()) {
      return event;
    }
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (String name : kept.attributes()) {
      if (event.has(name)) {
        attributes.put(name, event.attribute(name));
      }
    }
    return new Event(
        event.id(),
        event.type(),
        event.time(),
        event.customerId(),
        event.anonymousId(),
        event.sessionId(),
        event.channel(),
        event.touchpoint(),
        attributes);
  }

  /** Whether it is the one to keep of two that have done the same steps. */
  boolean isBetterThan(Run other) {
    return start != other.start ? start > other.start : other.last.isBefore(last);
  }

  Run withoutEvidence() {
    return new Run(start, last, List.of(), previous);
  }

  void write(StateWriter out) {
    out.time(start);
    last.write(out);
    out.evidence(evidence);
    out.bool(previous != null);
    if (previous != null) {
      out.string(previous.customerId());
      out.string(previous.anonymousId());
      out.string(previous.sessionId());
      out.count(previous.attributes().size());
      previous
          .attributes()
          .forEach(
              (name, value) -> {
                out.string(name);
                out.scalar(value);
              });
    }
  }

  static Run read(StateReader in) {
    long start = in.time();
    Moment last = Moment.read(in);
    List<Evidence> evidence = in.evidenceList();
    if (!in.bool()) {
      return new Run(start, last, evidence, null);
    }
    String customerId = in.string();
    String anonymousId = in.string();
    String sessionId = in.string();
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    int count = in.count();
    for (int i = 0; i < count; i++) {
      attributes.put(in.requiredString(), in.scalar());
    }
    Evidence event = last.evidence();
    Event previous =
        new Event(
            event.eventId(),
            event.eventType(),
            event.eventTime(),
            customerId,
            anonymousId,
            sessionId,
            last.channel(),
            event.touchpoint(),
            attributes);
    return new Run(start, last, evidence, previous);
  }
}

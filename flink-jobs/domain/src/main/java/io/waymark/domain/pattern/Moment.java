package io.waymark.domain.pattern;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.rule.Selector;
import org.jspecify.annotations.Nullable;

/** The event that completes a match, or opens a wait or an absence: what a signal says of it. */
public record Moment(Evidence evidence, @Nullable String channel) {

  public long time() {
    return evidence.eventTime();
  }

  public String id() {
    return evidence.eventId();
  }

  /** Whether it comes before the event in the customer's order. */
  boolean isBefore(Event event) {
    return Event.compare(time(), id(), event.time(), event.id()) < 0;
  }

  boolean isBefore(Moment other) {
    return Event.compare(time(), id(), other.time(), other.id()) < 0;
  }

  /** Whether its event is of the types, and at the place, that are meant. */
  public boolean isMeantBy(Selector selector) {
    String touchpoint = evidence.touchpoint();
    return (selector.anyType() || selector.types().contains(evidence.eventType()))
        && (selector.channels().isEmpty()
            || (channel != null && selector.channels().contains(channel)))
        && (selector.touchpoints().isEmpty()
            || (touchpoint != null && selector.touchpoints().contains(touchpoint)));
  }

  public void write(StateWriter out) {
    out.evidence(evidence);
    out.string(channel);
  }

  public static Moment read(StateReader in) {
    return new Moment(in.evidence(), in.string());
  }
}

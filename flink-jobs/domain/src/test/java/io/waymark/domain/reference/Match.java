package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern has become true, whether or not anything is emitted for it.
 *
 * @param last the last event of the match
 * @param waitStart when the wait began, for a {@code wait}
 * @param moments one, or the levels that a {@code wait} reaches
 */
record Match(Event last, @Nullable Long waitStart, List<Moment> moments) {

  /**
   * A time at which a match asks to be emitted.
   *
   * @param position index of the last event that comes before it (or is it)
   * @param firing whether it is the event at {@code position} that fires, not a deadline
   */
  record Moment(long occurredAt, Severity severity, int position, boolean firing) {}

  /** A match at the event itself. */
  static Match at(InstanceView view, int i) {
    return new Match(
        view.event(i), null, List.of(new Moment(view.time(i), view.rule().severity(), i, true)));
  }
}

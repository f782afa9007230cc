package io.waymark.domain.pattern;

import io.waymark.domain.event.Event;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.rule.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a pattern reports what happens to it. Whether a fire is emitted is for the rule's
 * conditions to say.
 */
public interface Firing {

  /**
   * The pattern has come true.
   *
   * @param severity of this fire; null for the rule's
   * @return the fire if it was emitted, null if a condition or the cooldown held it back
   */
  @Nullable Fire fire(
      long occurredAt, @Nullable Severity severity, Moment last, List<Evidence> evidence);

  /** A wait whose fire was emitted has reached a further level. */
  void escalate(Fire fire, long occurredAt, Severity severity);

  /** A late event shows that the fire should not have happened. */
  void retract(Fire fire, Event late);

  /** The deadline that an event should name is missing or unreadable. */
  void unreadableDeadline();

  /** A {@code where} has ended in an error. */
  void expressionError();

  /** State was dropped because a bound was reached. */
  void capped();

  /** Whether anybody listens to {@link #note}; words are put together only then. */
  boolean isTraced();

  /**
   * What the event at hand, or the deadline, has done or not done, in the words of a rule author.
   */
  void note(String words);
}

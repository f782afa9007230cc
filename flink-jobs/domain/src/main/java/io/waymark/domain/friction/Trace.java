package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Rule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Follows an evaluation step by step, for {@code explain}. */
public interface Trace {

  /**
   * Something happened, or did not.
   *
   * @param instance the instance it concerns; empty if the rule has one only
   * @param event the event at hand, or null at a deadline
   * @param at event time
   * @param step in words, without the event
   */
  void step(Rule rule, Map<String, Object> instance, @Nullable Event event, long at, String step);
}

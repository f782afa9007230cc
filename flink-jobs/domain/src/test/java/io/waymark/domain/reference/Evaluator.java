package io.waymark.domain.reference;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Rule;
import java.util.List;

/** Anything that can tell which signals rules give over a whole log. */
@FunctionalInterface
public interface Evaluator {

  /**
   * The signals in any order.
   *
   * @param events of any number of customers, in any order, with duplicates
   */
  List<ReferenceSignal> evaluate(List<Rule> rules, List<Event> events);
}

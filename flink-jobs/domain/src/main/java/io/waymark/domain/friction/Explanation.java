package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a rule fired for a customer, or what kept it from firing, from the engine's own trace. */
public final class Explanation {

  /**
   * One thing that an event, or a deadline, has done or not done.
   *
   * @param at event time
   * @param event the event; null at a deadline
   * @param instance the instance concerned; empty if none yet, or if the rule has only one
   * @param words as a sentence about the event, without it: {@code opens, due at ...}
   */
  public record Step(long at, @Nullable Event event, Map<String, Object> instance, String words) {}

  private Explanation() {}

  /**
   * The steps in the order in which they happened. Events whose type the rule does not name have
   * none; a disabled rule has none at all.
   *
   * @param events of one customer, in any order; several with one id count once
   * @param until deadlines up to and including this time (epoch milliseconds) come
   */
  public static List<Step> of(Rule rule, List<Event> events, long until, Limits limits) {
    List<Step> steps = new ArrayList<>();
    Trace trace =
        (which, instance, event, at, words) -> steps.add(new Step(at, event, instance, words));
    FrictionEngine engine = new FrictionEngine(List.of(rule), limits, trace);
    List<Event> ordered = new ArrayList<>(events);
    ordered.sort(Event.ORDER);
    if (ordered.isEmpty()) {
      return steps;
    }
    CustomerState state = engine.newCustomer(ordered.get(0).customer());
    Effects silent = new Silence();
    for (Event event : ordered) {
      engine.accept(state, event, silent);
    }
    engine.advance(state, until, silent);
    return steps;
  }

  /** The steps tell it all. */
  private static final class Silence implements Effects {
    @Override
    public void signal(Signal signal) {}

    @Override
    public void fact(Fact fact) {}
  }
}

package io.waymark.app.explain;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * What one rule made of one customer's events, told by the engine that the jobs run.
 *
 * @param steps in the order in which they happened
 * @param signals in the same order
 * @param wakeAt the next deadline after the end of the log, or {@link FrictionEngine#NEVER}
 */
public record Explanation(List<Step> steps, List<Signal> signals, long wakeAt) {

  /**
   * Evaluates.
   *
   * @param events of one customer, in any order
   * @param end time in epoch milliseconds up to which deadlines come due
   */
  public static Explanation of(Rule rule, List<Event> events, long end) {
    List<Step> steps = new ArrayList<>();
    List<Signal> signals = new ArrayList<>();
    FrictionEngine engine =
        new FrictionEngine(
            List.of(rule),
            Limits.DEFAULT,
            (of, instance, event, at, text) -> steps.add(new Step(at, event, instance, text)));
    Effects effects =
        new Effects() {
          @Override
          public void signal(Signal signal) {
            signals.add(signal);
          }

          @Override
          public void fact(Fact fact) {}
        };
    if (events.isEmpty()) {
      return new Explanation(List.of(), List.of(), FrictionEngine.NEVER);
    }
    CustomerState state = engine.newCustomer(events.get(0).customer());
    events.stream().sorted(Event.ORDER).forEach(event -> engine.accept(state, event, effects));
    engine.advance(state, end, effects);
    return new Explanation(List.copyOf(steps), List.copyOf(signals), engine.wakeAt(state));
  }
}

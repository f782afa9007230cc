package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a rule fired for a customer, or what kept it from firing, from the engine's own trace.
 *
 * @param steps in the order in which they happened; events whose type the rule does not name have
 *     none, and a disabled rule has none at all
 * @param signals likewise
 * @param wakeAt when the rule's next deadline comes, or {@link FrictionEngine#NEVER}
 */
public record Explanation(List<Step> steps, List<Signal> signals, long wakeAt) {

  /**
   * One thing that an event, or a deadline, has done or not done.
   *
   * @param at event time
   * @param event the event; null at a deadline
   * @param instance the instance concerned; empty if none yet, or if the rule has only one
   * @param words as a sentence about the event, without it: {@code opens, due at ...}
   */
  public record Step(long at, @Nullable Event event, Map<String, Object> instance, String words) {}

  /**
   * Evaluates one rule over one customer's events.
   *
   * @param events in any order; several with one id count once
   * @param until deadlines up to and including this time (epoch milliseconds) come
   */
  public static Explanation of(Rule rule, List<Event> events, long until, Limits limits) {
    return of(rule, List.of(rule), null, events, until, limits);
  }

  /**
   * Evaluates one rule of a catalogue over one customer's events, on top of the customer's journey.
   *
   * @param rules all that are in force, for what they find changes the journey
   * @param model null if no journey is kept
   * @param events in any order; several with one id count once
   * @param until deadlines up to and including this time (epoch milliseconds) come
   */
  public static Explanation of(
      Rule rule,
      List<Rule> rules,
      @Nullable JourneyModel model,
      List<Event> events,
      long until,
      Limits limits) {
    List<Step> steps = new ArrayList<>();
    List<Signal> signals = new ArrayList<>();
    Trace trace =
        (which, instance, event, at, words) -> {
          if (which.id().equals(rule.id())) {
            steps.add(new Step(at, event, instance, words));
          }
        };
    FrictionEngine engine = new FrictionEngine(rules, model, limits, trace);
    List<Event> ordered = new ArrayList<>(events);
    ordered.sort(Event.ORDER);
    if (ordered.isEmpty()) {
      return new Explanation(steps, signals, FrictionEngine.NEVER);
    }
    CustomerState state = engine.newCustomer(ordered.get(0).customer());
    Effects effects = new SignalsOnly(rule.id(), signals);
    for (Event event : ordered) {
      engine.accept(state, event, effects);
    }
    engine.advance(state, until, effects);
    return new Explanation(steps, signals, pending(state, rule));
  }

  private static long pending(CustomerState state, Rule rule) {
    return state.rules().stream()
        .filter(known -> known.rule().rule().id().equals(rule.id()))
        .mapToLong(RuleState::deadline)
        .min()
        .orElse(FrictionEngine.NEVER);
  }

  private record SignalsOnly(String ruleId, List<Signal> signals) implements Effects {
    @Override
    public void signal(Signal signal) {
      if (signal.ruleId().equals(ruleId)) {
        signals.add(signal);
      }
    }

    @Override
    public void fact(Fact fact) {}
  }
}

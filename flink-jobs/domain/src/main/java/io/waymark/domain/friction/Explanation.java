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

  /** What happened to a customer. */
  @FunctionalInterface
  public interface Course {
    /** Lets it happen on an engine; answers the state that the customer has come to. */
    CustomerState run(FrictionEngine engine, Effects effects);
  }

  /**
   * Evaluates one rule over one customer's events.
   *
   * @param events in any order; several with one id count once
   * @param until deadlines up to and including this time (epoch milliseconds) come
   */
  public static Explanation of(Rule rule, List<Event> events, long until, Limits limits) {
    return of(rule, List.of(rule), null, limits, course(events, until));
  }

  /** Events of one customer, and deadlines up to and including {@code until}. */
  public static Course course(List<Event> events, long until) {
    List<Event> ordered = new ArrayList<>(events);
    ordered.sort(Event.ORDER);
    return (engine, effects) -> {
      CustomerState state = engine.newCustomer(ordered.isEmpty() ? "" : ordered.get(0).customer());
      ordered.forEach(event -> engine.accept(state, event, effects));
      engine.advance(state, until, effects);
      return state;
    };
  }

  /**
   * Evaluates one rule of a catalogue over what happened to one customer, on top of the customer's
   * journey.
   *
   * @param rules all that are in force, for what they find changes the journey
   * @param model null if no journey is kept
   */
  public static Explanation of(
      Rule rule, List<Rule> rules, @Nullable JourneyModel model, Limits limits, Course course) {
    List<Step> steps = new ArrayList<>();
    List<Signal> signals = new ArrayList<>();
    Trace trace =
        (which, instance, event, at, words) -> {
          if (which.id().equals(rule.id())) {
            steps.add(new Step(at, event, instance, words));
          }
        };
    FrictionEngine engine = new FrictionEngine(rules, model, limits, trace);
    CustomerState state = course.run(engine, new SignalsOnly(rule.id(), signals));
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

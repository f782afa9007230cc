package io.waymark.domain.friction;

import io.waymark.domain.event.Event;
import io.waymark.domain.reference.Evaluator;
import io.waymark.domain.reference.ReferenceSignal;
import io.waymark.domain.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The engine as an operator drives it: each customer's events in order, the state written and read
 * back after every few of them.
 */
final class EngineEvaluator implements Evaluator {
  /** Wide enough for a copy to be known as one anywhere in a generated log. */
  private static final Duration WHOLE_LOG = Duration.ofHours(1);

  private final int eventsPerDrain;
  private final Limits limits;

  EngineEvaluator(int eventsPerDrain, int eventsPerMinute) {
    this.eventsPerDrain = eventsPerDrain;
    this.limits = Limits.DEFAULT.withOutOfOrderness(WHOLE_LOG).withEventsPerMinute(eventsPerMinute);
  }

  @Override
  public List<ReferenceSignal> evaluate(List<Rule> rules, List<Event> events) {
    FrictionEngine engine = new FrictionEngine(rules, limits);
    Map<String, List<Event>> byCustomer = new TreeMap<>();
    for (Event event : events) {
      byCustomer.computeIfAbsent(event.customer(), customer -> new ArrayList<>()).add(event);
    }
    List<Signal> signals = new ArrayList<>();
    byCustomer.forEach((customer, log) -> signals.addAll(evaluate(engine, customer, log)));
    return referenced(signals);
  }

  private List<Signal> evaluate(FrictionEngine engine, String customer, List<Event> log) {
    Collected collected = new Collected();
    log.sort(Event.ORDER);
    CustomerState state = engine.newCustomer(customer);
    int sinceDrain = 0;
    for (Event event : log) {
      engine.accept(state, event, collected);
      if (++sinceDrain == eventsPerDrain) {
        state = engine.read(customer, engine.write(state, collected));
        sinceDrain = 0;
      }
    }
    engine.advance(state, FrictionEngine.NEVER - 1, collected);
    return collected.signals;
  }

  private static List<ReferenceSignal> referenced(List<Signal> signals) {
    Map<String, Long> firedAt = new HashMap<>();
    List<ReferenceSignal> referenced = new ArrayList<>();
    for (Signal signal : signals) {
      if (signal.status() == Signal.Status.FIRED
          && firedAt.put(signal.signalId(), signal.occurredAt()) != null) {
        throw new AssertionError("one id for two fires: " + signal);
      }
      referenced.add(
          new ReferenceSignal(
              signal.ruleId(),
              signal.mode(),
              signal.customerId(),
              signal.instance(),
              signal.status(),
              signal.severity(),
              signal.occurredAt(),
              signal.waitedMs(),
              signal.channel(),
              signal.touchpoint(),
              firedAt.get(signal.signalId())));
    }
    return referenced;
  }

  static final class Collected implements Effects {
    final List<Signal> signals = new ArrayList<>();
    final List<Fact> facts = new ArrayList<>();

    @Override
    public void signal(Signal signal) {
      signals.add(signal);
    }

    @Override
    public void fact(Fact fact) {
      facts.add(fact);
    }
  }
}

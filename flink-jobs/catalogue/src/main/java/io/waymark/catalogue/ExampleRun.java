package io.waymark.catalogue;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.CustomerState;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.Limits;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the examples of a rule: its events through an evaluation, against the signals expected. */
public final class ExampleRun {
  private static final Comparator<Signal> BY_TIME =
      Comparator.comparingLong(Signal::occurredAt)
          .thenComparing(Signal::customerId)
          .thenComparing(Signal::signalId)
          .thenComparing(Signal::status);

  private final Evaluation evaluation;

  /** How a rule is evaluated over events in order, with all its deadlines. */
  @FunctionalInterface
  public interface Evaluation {
    List<Signal> signals(Rule rule, List<Event> events);
  }

  /**
   * What came of an example.
   *
   * @param got the signals, in the order of the expectations
   * @param differences what was expected and did not come, or came and was not expected, in words;
   *     empty if it passed
   */
  public record Outcome(
      CatalogueRule rule, Example example, List<Signal> got, List<String> differences) {
    public boolean passed() {
      return differences.isEmpty();
    }
  }

  public ExampleRun(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** Runs examples through the engine that the jobs run, on journeys of this model. */
  public static ExampleRun onEngine(JourneyModel model) {
    return new ExampleRun((rule, events) -> evaluate(rule, model, events));
  }

  /** All examples of all rules, in order. */
  public List<Outcome> run(Catalogue catalogue) {
    List<Outcome> outcomes = new ArrayList<>();
    for (CatalogueRule rule : catalogue.entries()) {
      rule.examples().forEach(example -> outcomes.add(run(rule, example)));
    }
    return outcomes;
  }

  /** One example. The rule's mode and {@code effective_from} play no part. */
  public Outcome run(CatalogueRule rule, Example example) {
    List<Event> events = new ArrayList<>(example.given());
    events.sort(Event.ORDER);
    List<Signal> got = new ArrayList<>(evaluation.signals(timeless(rule.rule()), events));
    got.sort(BY_TIME);
    return new Outcome(
        rule, example, List.copyOf(got), SignalComparison.differences(example.expect(), got));
  }

  private static List<Signal> evaluate(Rule rule, JourneyModel model, List<Event> events) {
    var engine = new FrictionEngine(List.of(rule), model, Limits.DEFAULT);
    List<Signal> signals = new ArrayList<>();
    var effects =
        new Effects() {
          @Override
          public void signal(Signal signal) {
            signals.add(signal);
          }

          @Override
          public void fact(Fact fact) {}
        };
    Map<String, CustomerState> customers = new LinkedHashMap<>();
    for (Event event : events) {
      var state = customers.computeIfAbsent(event.customer(), engine::newCustomer);
      engine.accept(state, event, effects);
    }
    customers.values().forEach(state -> engine.advance(state, FrictionEngine.NEVER - 1, effects));
    return signals;
  }

  private static Rule timeless(Rule rule) {
    return rule.withMode(Mode.LIVE).withEffectiveFrom(Long.MIN_VALUE);
  }
}

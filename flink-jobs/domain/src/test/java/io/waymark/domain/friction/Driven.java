package io.waymark.domain.friction;

import io.waymark.domain.EventLine;
import io.waymark.domain.RuleBuilder;
import io.waymark.domain.Stories;
import io.waymark.domain.StoryTime;
import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One customer's journey through an engine, with all that came of it. */
final class Driven implements Effects {
  static final String CUSTOMER = "c1";

  final List<Signal> signals = new ArrayList<>();
  final List<Fact> facts = new ArrayList<>();
  final List<String> counts = new ArrayList<>();
  final List<Verdict> verdicts = new ArrayList<>();
  private FrictionEngine engine;
  private CustomerState state;

  private Driven(FrictionEngine engine, CustomerState state) {
    this.engine = engine;
    this.state = state;
  }

  /** Goes on with a state that was read. */
  static Driven resumed(FrictionEngine engine, CustomerState state) {
    return new Driven(engine, state);
  }

  static FrictionEngine engine(Limits limits, RuleBuilder... rules) {
    List<Rule> built = Arrays.stream(rules).map(RuleBuilder::build).toList();
    return new FrictionEngine(built, limits);
  }

  static Driven by(RuleBuilder... rules) {
    return by(Limits.DEFAULT, rules);
  }

  static Driven by(Limits limits, RuleBuilder... rules) {
    FrictionEngine engine = engine(limits, rules);
    return new Driven(engine, engine.newCustomer(CUSTOMER));
  }

  /** Events in this order of arrival. */
  Driven given(EventLine... lines) {
    return given(Stories.log(lines));
  }

  Driven given(List<Event> events) {
    events.forEach(event -> verdicts.add(engine.accept(state, event, this)));
    return this;
  }

  /** All deadlines up to then come. */
  Driven until(String time) {
    return until(StoryTime.time(time));
  }

  Driven until(long time) {
    engine.advance(state, time, this);
    return this;
  }

  byte[] written() {
    return engine.write(state, this);
  }

  /** Writes the state and goes on with what another engine reads of it. */
  Driven restoredBy(RuleBuilder... rules) {
    byte[] bytes = written();
    engine = engine(Limits.DEFAULT, rules);
    state = engine.read(CUSTOMER, bytes);
    return this;
  }

  CustomerState state() {
    return state;
  }

  FrictionEngine engine() {
    return engine;
  }

  /** {@code 10:30 fired medium {cart_id=k1}}. */
  List<String> told() {
    return signals.stream().map(Driven::show).toList();
  }

  private static String show(Signal signal) {
    return StoryTime.show(signal.occurredAt())
        + " "
        + signal.status().name().toLowerCase(Locale.ROOT)
        + " "
        + signal.severity().name().toLowerCase(Locale.ROOT)
        + (signal.instance().isEmpty() ? "" : " " + signal.instance());
  }

  @Override
  public void signal(Signal signal) {
    signals.add(signal);
  }

  @Override
  public void fact(Fact fact) {
    facts.add(fact);
  }

  @Override
  public void count(String ruleId, Occurrence occurrence) {
    counts.add(ruleId + " " + occurrence);
  }
}

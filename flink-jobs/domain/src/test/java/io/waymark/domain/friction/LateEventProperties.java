package io.waymark.domain.friction;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.event.Event;
import io.waymark.domain.reference.RuleArbitraries;
import io.waymark.domain.reference.RuleCase;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Pattern.Clock;
import io.waymark.domain.rule.Rule;
import io.waymark.domain.rule.Scope;
import io.waymark.domain.rule.Selector;
import io.waymark.domain.rule.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A closing event that comes last, however late, leaves the fires that stand where its own place in
 * the order would have left them.
 *
 * <p>That holds under these restrictions, each for a reason: without {@code only_if} and {@code
 * cooldown}, since a fire that was held back is not made up for; if what opens is one plain event,
 * counted from the last, since a run, or an opening event that was ignored, is not kept; if the
 * late event does nothing but close (it opens nothing, and of a wait no start follows it), for the
 * same reason; and within {@code resolve_within}, after which fires stay as they are.
 */
final class LateEventProperties {
  private static final long LONG = 1_000L * 60 * 60 * 24 * 365;

  @Property(tries = 1000)
  void fireStandsAsIfTheClosingEventHadComeInTime(@ForAll("cases") RuleCase given) {
    Rule rule = given.rules().get(0);
    List<Event> log = given.events();
    for (int which = 0; which < log.size(); which++) {
      Event late = log.get(which);
      if (closesOnly(rule, late)
          && (rule.when() instanceof Pattern.Absence || startsNothing(rule, log, which))) {
        List<Event> lateLast = new ArrayList<>(log);
        lateLast.remove(which);
        lateLast.add(late);
        assertThat(standing(rule, lateLast))
            .as(given + "\nlate: " + late)
            .isEqualTo(standing(rule, log));
      }
    }
  }

  private static boolean closesOnly(Rule rule, Event event) {
    Selector closing = rule.when() instanceof Pattern.Wait w ? w.end() : absence(rule).of();
    return matches(closing, event) && !matches(opening(rule), event);
  }

  private static boolean startsNothing(Rule rule, List<Event> log, int after) {
    return log.subList(after + 1, log.size()).stream().noneMatch(e -> matches(opening(rule), e));
  }

  private static Selector opening(Rule rule) {
    return rule.when() instanceof Pattern.Wait w
        ? w.start()
        : ((Pattern.OnEvent) absence(rule).after()).of();
  }

  private static Pattern.Absence absence(Rule rule) {
    return (Pattern.Absence) rule.when();
  }

  private static boolean matches(Selector selector, Event event) {
    return selector.test(Scope.of(event)) == Truth.TRUE;
  }

  /** Signal ids of the fires that were not retracted, with what they say. */
  private static Map<String, Long> standing(Rule rule, List<Event> arrival) {
    FrictionEngine engine =
        new FrictionEngine(List.of(rule), new Limits(LONG, 1_000, 256, 1_024, 32 * 1024));
    CustomerState state = engine.newCustomer("c1");
    EngineEvaluator.Collected collected = new EngineEvaluator.Collected();
    for (int i = 0; i < arrival.size(); i++) {
      boolean late = i > 0 && Event.ORDER.compare(arrival.get(i - 1), arrival.get(i)) > 0;
      if (late) {
        engine.advance(state, arrival.get(i - 1).time(), collected);
      }
      engine.accept(state, arrival.get(i), collected);
    }
    engine.advance(state, FrictionEngine.NEVER - 1, collected);
    Map<String, Long> standing = new TreeMap<>();
    for (Signal signal : collected.signals) {
      if (signal.status() == Signal.Status.FIRED) {
        standing.put(signal.signalId(), signal.occurredAt());
      } else if (signal.status() == Signal.Status.RETRACTED) {
        standing.remove(signal.signalId());
      }
    }
    return standing;
  }

  @Provide
  Arbitrary<RuleCase> cases() {
    return RuleArbitraries.cases()
        .filter(given -> isRetractable(given.rules().get(0)))
        .map(
            given ->
                new RuleCase(List.of(plain(given.rules().get(0))), ofOneCustomer(given.events())));
  }

  private static List<Event> ofOneCustomer(List<Event> events) {
    Map<String, Event> byId = new TreeMap<>();
    for (Event event : events) {
      if (event.customer().equals("c1")) {
        byId.putIfAbsent(event.id(), event);
      }
    }
    return byId.values().stream().sorted(Event.ORDER).toList();
  }

  private static boolean isRetractable(Rule rule) {
    return rule.mode() != Mode.DISABLED
        && (rule.when() instanceof Pattern.Wait
            || (rule.when() instanceof Pattern.Absence absence
                && absence.clock() == Clock.LAST
                && absence.after() instanceof Pattern.OnEvent));
  }

  private static Rule plain(Rule r) {
    return RuleBuilder.like(r).resolveWithin(LONG).always().cooldown(0).build();
  }
}

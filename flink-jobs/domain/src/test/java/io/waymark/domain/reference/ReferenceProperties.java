package io.waymark.domain.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Pattern;
import io.waymark.domain.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** What holds of the meaning of rules whatever the rules and the log. */
class ReferenceProperties {
  private record Place(String ruleId, String customerId, Map<String, Object> instance) {}

  private final ReferenceEvaluator reference = new ReferenceEvaluator();

  @Provide
  Arbitrary<RuleCase> cases() {
    return RuleArbitraries.cases();
  }

  @Property(tries = 500)
  void theOrderOfArrivalDoesNotMatter(@ForAll("cases") RuleCase given, @ForAll Random random) {
    List<Event> shuffled = new ArrayList<>(given.events());
    Collections.shuffle(shuffled, random);
    assertThat(shown(given.rules(), shuffled)).isEqualTo(shown(given.rules(), given.events()));
  }

  @Property(tries = 500)
  void whatIsSentAgainDoesNotMatter(@ForAll("cases") RuleCase given) {
    List<Event> twice = new ArrayList<>(given.events());
    twice.addAll(given.events());
    Event any = given.events().get(0);
    twice.add(
        new Event(
            any.id(),
            "a",
            any.time() + LogArbitraries.CELLS * LogArbitraries.GRID + 1,
            any.customerId(),
            null,
            null,
            null,
            null,
            any.attributes()));
    assertThat(shown(given.rules(), twice)).isEqualTo(shown(given.rules(), given.events()));
  }

  @Property(tries = 500)
  void rulesAndCustomersDoNotMatterToEachOther(@ForAll("cases") RuleCase given) {
    List<String> apart = new ArrayList<>();
    for (Rule rule : given.rules()) {
      for (String customer : List.of("c1", "c2")) {
        List<Event> own =
            given.events().stream().filter(event -> event.customer().equals(customer)).toList();
        apart.addAll(shown(List.of(rule), own));
      }
    }
    assertThat(apart).containsExactlyInAnyOrderElementsOf(shown(given.rules(), given.events()));
  }

  @Property(tries = 500)
  void allThatFollowsBelongsToAFireBeforeIt(@ForAll("cases") RuleCase given) {
    byPlace(given).values().forEach(ReferenceProperties::followFires);
  }

  private static void followFires(List<ReferenceSignal> signals) {
    List<Long> fires =
        signals.stream()
            .filter(signal -> signal.status() == Status.FIRED)
            .map(ReferenceSignal::occurredAt)
            .toList();
    for (ReferenceSignal signal : signals) {
      assertThat(fires).contains(signal.firedAt());
      assertThat(signal.occurredAt()).isGreaterThanOrEqualTo(signal.firedAt());
    }
    long resolved = signals.stream().filter(s -> s.status() == Status.RESOLVED).count();
    assertThat(resolved).isLessThanOrEqualTo(fires.size());
  }

  @Property(tries = 500)
  void resolutionComesAtAResolvingEventInTime(@ForAll("cases") RuleCase given) {
    for (Rule rule : given.rules()) {
      for (ReferenceSignal signal : reference.evaluate(List.of(rule), given.events())) {
        if (signal.status() == Status.RESOLVED) {
          assertThat(rule.resolve()).isNotEmpty();
          assertThat(signal.occurredAt() - signal.firedAt())
              .isLessThanOrEqualTo(rule.resolveWithin());
          assertThat(given.events())
              .anyMatch(
                  event ->
                      event.time() == signal.occurredAt()
                          && event.customer().equals(signal.customerId())
                          && rule.resolve().stream()
                              .anyMatch(s -> InstanceView.matches(event, s, null)));
        }
      }
    }
  }

  @Property(tries = 500)
  void firesWithinTheCooldownAreOfRisingSeverity(@ForAll("cases") RuleCase given) {
    Map<String, Rule> rules =
        given.rules().stream().collect(Collectors.toMap(Rule::id, rule -> rule));
    byPlace(given)
        .forEach(
            (place, signals) -> {
              long cooldown = rules.get(place.ruleId()).cooldown();
              ReferenceSignal last = null;
              for (ReferenceSignal signal : signals) {
                if (signal.status() != Status.FIRED) {
                  continue;
                }
                if (last != null
                    && cooldown > 0
                    && signal.occurredAt() - last.occurredAt() < cooldown) {
                  assertThat(signal.severity()).isGreaterThan(last.severity());
                }
                last = signal;
              }
            });
  }

  @Property(tries = 500)
  void onlyAWaitEscalatesAndTellsHowLong(@ForAll("cases") RuleCase given) {
    for (Rule rule : given.rules()) {
      boolean waits = rule.when() instanceof Pattern.Wait;
      for (ReferenceSignal signal : reference.evaluate(List.of(rule), given.events())) {
        assertThat(signal.waitedMs() != null).isEqualTo(waits);
        if (!waits) {
          assertThat(signal.status()).isNotEqualTo(Status.ESCALATED);
          assertThat(signal.severity()).isEqualTo(rule.severity());
        }
      }
    }
  }

  @Property(tries = 500)
  void aDisabledRuleIsSilentAndNoRuleSpeaksOfWhatItsPerLacks(@ForAll("cases") RuleCase given) {
    for (Rule rule : given.rules()) {
      List<ReferenceSignal> signals = reference.evaluate(List.of(rule), given.events());
      if (rule.mode() == Mode.DISABLED) {
        assertThat(signals).isEmpty();
      }
      assertThat(signals)
          .allSatisfy(
              signal -> {
                assertThat(signal.mode()).isEqualTo(rule.mode());
                assertThat(signal.instance().keySet()).containsExactlyElementsOf(rule.per());
              });
    }
  }

  /** The generators are worth something only if most of what they make leads to signals. */
  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void mostCasesLeadToSignals(@ForAll("cases") RuleCase given) {
    List<ReferenceSignal> signals = reference.evaluate(given.rules(), given.events());
    Statistics.label("signals")
        .collect(!signals.isEmpty())
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 60));
    for (Rule rule : given.rules()) {
      boolean speaks = signals.stream().anyMatch(signal -> signal.ruleId().equals(rule.id()));
      Statistics.label("pattern").collect(rule.when().getClass().getSimpleName(), speaks);
    }
    for (Status status : List.of(Status.FIRED, Status.ESCALATED, Status.RESOLVED)) {
      boolean found = signals.stream().anyMatch(signal -> signal.status() == status);
      Statistics.label("status").collect(status, found);
    }
  }

  private Map<Place, List<ReferenceSignal>> byPlace(RuleCase given) {
    return reference.evaluate(given.rules(), given.events()).stream()
        .collect(
            Collectors.groupingBy(
                signal -> new Place(signal.ruleId(), signal.customerId(), signal.instance())));
  }

  private List<String> shown(List<Rule> rules, List<Event> events) {
    return reference.evaluate(rules, events).stream()
        .map(signal -> signal.ruleId() + " " + SignalText.show(signal))
        .sorted()
        .toList();
  }
}

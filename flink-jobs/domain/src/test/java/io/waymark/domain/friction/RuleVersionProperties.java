package io.waymark.domain.friction;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.RuleBuilder;
import io.waymark.domain.reference.PlainIdentities;
import io.waymark.domain.reference.ReferenceAgreement;
import io.waymark.domain.reference.ReferenceSignal;
import io.waymark.domain.reference.RuleCase;
import io.waymark.domain.reference.VersionArbitraries;
import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Rule;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Versions of a rule that take over in the middle of what is going on. */
final class RuleVersionProperties {
  @Provide
  Arbitrary<RuleCase> changes() {
    return VersionArbitraries.cases();
  }

  /** Wherever between the events the state is written and read. */
  @Property(tries = 2000)
  void theEngineAgreesWithThePlainMeaning(@ForAll("changes") RuleCase given) {
    for (int eventsPerDrain : List.of(1, 3, 1000)) {
      ReferenceAgreement.agree(
          new PlainIdentities(), new EngineEvaluator(eventsPerDrain, 1_000), given);
    }
  }

  /** The generator is worth something only if it matters what becomes of what is open. */
  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void whatBecomesOfWhatIsOpenOftenMatters(@ForAll("changes") RuleCase given) {
    List<ReferenceSignal> finished = signals(given, OnChange.FINISH);
    List<ReferenceSignal> restarted = signals(given, OnChange.RESTART);
    List<ReferenceSignal> dropped = signals(given, OnChange.DROP);
    Statistics.label("dropped is not finished")
        .collect(!dropped.equals(finished))
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
    Statistics.label("dropped is not restarted")
        .collect(!dropped.equals(restarted))
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 0.3));
    assertThat(given.rules()).hasSizeBetween(2, 3);
  }

  private static List<ReferenceSignal> signals(RuleCase given, OnChange onChange) {
    List<Rule> rules = given.rules().stream().map(rule -> changing(rule, onChange)).toList();
    return new PlainIdentities().evaluate(rules, given.events());
  }

  private static Rule changing(Rule r, OnChange onChange) {
    return RuleBuilder.like(r).onChange(onChange).build();
  }
}

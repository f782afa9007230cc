package io.waymark.domain.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whoever evaluates rules has to agree with the reference on any rules and any log. */
public abstract class ReferenceAgreement {

  protected abstract Evaluator evaluator();

  @Property(tries = 2000)
  protected void agreesWithTheReference(@ForAll("cases") RuleCase given) {
    List<String> expected = shown(new ReferenceEvaluator(), given);
    List<String> actual = shown(evaluator(), given);
    assertThat(actual).as(given.toString()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Provide
  protected Arbitrary<RuleCase> cases() {
    return RuleArbitraries.cases();
  }

  private static List<String> shown(Evaluator evaluator, RuleCase given) {
    return evaluator.evaluate(given.rules(), given.events()).stream()
        .map(signal -> signal.ruleId() + " " + SignalText.show(signal))
        .sorted()
        .toList();
  }
}

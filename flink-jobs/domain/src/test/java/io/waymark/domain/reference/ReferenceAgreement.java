package io.waymark.domain.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whoever evaluates rules has to agree with the reference on any rules and any log. */
public abstract class ReferenceAgreement {

  /** One that takes in so many events of a customer in each minute. */
  protected abstract Evaluator evaluator(int eventsPerMinute);

  @Property(tries = 2000)
  protected void agreesWithTheReference(@ForAll("cases") RuleCase given) {
    agree(new ReferenceEvaluator(), evaluator(1_000), given);
  }

  @Property(tries = 2000)
  protected void agreesWithTheReferenceOnWhatIsBeyondTheLimit(
      @ForAll("cases") RuleCase given, @ForAll @IntRange(min = 1, max = 3) int eventsPerMinute) {
    agree(new ReferenceEvaluator(eventsPerMinute), evaluator(eventsPerMinute), given);
  }

  /** Both say the same of the case. */
  public static void agree(Evaluator reference, Evaluator evaluator, RuleCase given) {
    List<String> expected = shown(reference, given);
    List<String> actual = shown(evaluator, given);
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

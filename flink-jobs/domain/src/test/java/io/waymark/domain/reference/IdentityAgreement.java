package io.waymark.domain.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.Signal.Status;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;

/** Whoever evaluates rules over people on devices has to agree with the plain meaning. */
public abstract class IdentityAgreement {

  protected abstract Evaluator evaluator();

  @Property(tries = 10_000)
  protected void agreesWithThePlainMeaning(@ForAll("cases") RuleCase given) {
    ReferenceAgreement.agree(new PlainIdentities(), evaluator(), given);
  }

  /** What is plain here is what the definitions over the whole log say. */
  @Property(tries = 2000)
  protected void thePlainMeaningIsThatOfTheReference(@ForAll("ofCustomers") RuleCase given) {
    ReferenceAgreement.agree(new ReferenceEvaluator(), new PlainIdentities(), given);
  }

  /** The generator is worth something only if signals of one journey go on in another. */
  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  protected void manyJourneysGoOn(@ForAll("cases") RuleCase given) {
    List<ReferenceSignal> signals = new PlainIdentities().evaluate(given.rules(), given.events());
    boolean anonymous = signals.stream().anyMatch(s -> s.customerId().startsWith("anon:"));
    boolean goesOn =
        signals.stream()
            .anyMatch(
                fired ->
                    fired.status() == Status.FIRED
                        && fired.customerId().startsWith("anon:")
                        && signals.stream().anyMatch(later -> continues(later, fired)));
    Statistics.label("signals of somebody unknown")
        .collect(anonymous)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 30));
    Statistics.label("a fire goes on under the customer")
        .collect(goesOn)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 3));
    assertThat(given.events()).isNotEmpty();
  }

  private static boolean continues(ReferenceSignal later, ReferenceSignal fired) {
    return later.status() != Status.FIRED
        && !later.customerId().startsWith("anon:")
        && later.ruleId().equals(fired.ruleId())
        && later.instance().equals(fired.instance())
        && later.firedAt() == fired.occurredAt();
  }

  @Provide
  protected Arbitrary<RuleCase> cases() {
    return IdentityArbitraries.cases();
  }

  @Provide
  protected Arbitrary<RuleCase> ofCustomers() {
    return RuleArbitraries.cases();
  }
}

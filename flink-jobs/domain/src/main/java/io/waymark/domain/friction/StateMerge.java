package io.waymark.domain.friction;

import io.waymark.domain.journey.CustomerJourney;
import io.waymark.domain.journey.JourneyModel;
import io.waymark.domain.rule.Condition;
import java.util.List;

/** Two journeys of one customer becoming one. */
final class StateMerge {
  private final CustomerState into;
  private final long at;
  private final Limits limits;
  private final Emission emission;

  private StateMerge(CustomerState into, long at, Limits limits, Effects effects) {
    this.into = into;
    this.at = at;
    this.limits = limits;
    this.emission = new Emission(into, null, at, effects, null, null, null);
  }

  /**
   * Moves all that is known of {@code from}, which must not be used afterwards, to {@code into}.
   *
   * @param at a time that neither of them is beyond
   * @param index told of rules that throw, of which nothing is kept then
   * @return the purposes to which {@code from} has said no and {@code into} had not
   */
  static List<String> merge(
      CustomerState into,
      CustomerState from,
      long at,
      RuleIndex index,
      Limits limits,
      Effects effects) {
    StateMerge merge = new StateMerge(into, at, limits, effects);
    into.joinOrder(from, limits.outOfOrderness());
    boolean failed = false;
    for (RuleState known : from.rules()) {
      try {
        merge.take(known);
      } catch (RuntimeException | StackOverflowError why) {
        merge.emission.fail(why);
        index.fail(known.rule().rule());
        failed = true;
      }
    }
    if (failed) {
      into.forgetFailed();
    }
    if (into.keptInstances() > limits.instances()) {
      RuleFailures failures = new RuleFailures(index, effects);
      SizeCap.trim(into, limits.instances(), rule -> merge.capped(rule.rule()), failures);
    }
    return merge.takeJourney(from);
  }

  private List<String> takeJourney(CustomerState from) {
    JourneyModel model = into.model();
    CustomerJourney own = into.journey();
    CustomerJourney other = from.journey();
    if (model == null || own == null || other == null) {
      return List.of();
    }
    List<String> refused = own.merge(other, model, at);
    into.wakeByJourney();
    return refused;
  }

  private void take(RuleState known) {
    CompiledRule rule = known.rule();
    emission.about(rule);
    RuleState own = into.ruleOrNew(rule);
    List<Condition> clauses = rule.rule().onlyIf();
    for (int i = 0; i < clauses.size(); i++) {
      own.seen(i).addAll(known.seen(i));
    }
    for (Instance instance : known.instances()) {
      take(instance, own);
    }
    into.wakeBy(own.deadline());
  }

  private void take(Instance instance, RuleState rule) {
    instance.detach();
    Instance own = rule.instance(instance.key());
    if (own == null) {
      rule.add(instance, limits.instancesPerRule(), at, emission);
    } else {
      own.merge(instance, at, emission);
    }
  }

  private void capped(CompiledRule rule) {
    emission.about(rule);
    emission.capped();
  }
}

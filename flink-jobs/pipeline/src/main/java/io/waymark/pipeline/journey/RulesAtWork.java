package io.waymark.pipeline.journey;

import io.waymark.domain.canary.Canary;
import io.waymark.domain.friction.Effects.Occurrence;
import io.waymark.domain.friction.FrictionEngine;
import io.waymark.domain.friction.MeasuredInterval;
import io.waymark.domain.friction.RuleMeter;
import io.waymark.domain.friction.RuleUsage;
import io.waymark.pipeline.rules.BroadcastRules;
import io.waymark.pipeline.rules.RuleUpdate;
import java.io.Serializable;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The rules that a subtask's customers are judged by: what is published, less what is in
 * quarantine; what they cost; and the canary's one rule, which is for nobody else.
 */
final class RulesAtWork {
  /** A clock: nanoseconds since anything. */
  @FunctionalInterface
  interface Nanos extends LongSupplier, Serializable {}

  private final JourneyRuntime runtime;
  private final BroadcastRules published;
  private final RuleQuarantine quarantine;
  private final RuleMeter meter;
  private final FrictionEngine canary;

  /** Null while there are none. */
  private @Nullable FrictionEngine inForce;

  private RulesAtWork(
      JourneyRuntime runtime, BroadcastRules published, MetricGroup metrics, Nanos clock) {
    this.runtime = runtime;
    this.meter = new RuleMeter(clock);
    this.published = published;
    this.quarantine = new RuleQuarantine(metrics);
    this.canary = new FrictionEngine(List.of(Canary.RULE), runtime.limits());
    if (published.isOpen()) {
      compile();
    }
  }

  /**
   * Those of the checkpoint, and of the topic; see {@link BroadcastRules#openCaughtUp}.
   *
   * @param clock by which is found out what they cost
   */
  static RulesAtWork open(
      JourneyRuntime runtime, OperatorStateStore states, MetricGroup metrics, Nanos clock)
      throws Exception {
    BroadcastRules published = BroadcastRules.openCaughtUp(states, runtime.rules(), metrics);
    return new RulesAtWork(runtime, published, metrics, clock);
  }

  /** What the rules in force make of journeys; null until a revision is published. */
  @Nullable FrictionEngine inForce() {
    return inForce;
  }

  /** The same for this customer. */
  @Nullable FrictionEngine inForceFor(String customer) {
    return inForce != null && Canary.is(customer) ? canary : inForce;
  }

  /** Takes in what was published. */
  void apply(RuleUpdate update) {
    if (published.apply(update)) {
      compile();
    }
  }

  /** A rule has fired. */
  void fired(String ruleId) {
    quarantine.fired(ruleId);
  }

  /** Something worth counting happened to a rule. */
  void count(String ruleId, Occurrence occurrence) {
    meter.count(ruleId, occurrence);
  }

  /**
   * Evaluating a version has thrown.
   *
   * @return whether it is in quarantine for that; if not, nobody looks after rules that fail
   */
  boolean hold(String ruleId, int version, RuntimeException why) {
    boolean budgets = runtime.settings().budgets();
    if (budgets) {
      quarantine.failed(ruleId, version, why);
    }
    return budgets;
  }

  /** Who has got into quarantine since the last call is not asked any more. */
  void leaveOutHeld() {
    if (quarantine.hasChanged()) {
      compile();
    }
  }

  /**
   * An interval is over: what rules have cost in it. Who costs too much is in quarantine from now
   * on.
   *
   * @param time event time that has been reached
   */
  List<RuleUsage> takeUsage(long time) {
    MeasuredInterval taken = meter.take(published.all(), time);
    if (runtime.settings().budgets()) {
      quarantine.close(taken);
      leaveOutHeld();
    }
    return taken.usage().stream()
        .map(rule -> quarantine.holds(rule.ruleId()) ? rule.inQuarantine() : rule)
        .toList();
  }

  /** Lets go of versions of rules under which nothing up to this time can be open any more. */
  void forget(long time) {
    if (published.forget(time)) {
      compile();
    }
  }

  /** Brings the operator's state to what is known now; to be called for each checkpoint. */
  void checkpoint() throws Exception {
    published.checkpoint();
  }

  private void compile() {
    inForce =
        new FrictionEngine(
            quarantine.without(published.versions()),
            published.journey(),
            runtime.limits(),
            null,
            meter);
  }
}

package io.waymark.pipeline.rules;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Rule;
import java.io.Serializable;
import java.util.Collection;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.jspecify.annotations.Nullable;

/**
 * What the operators after the journeys ask of the rules: a signal's own. Travels with its operator
 * and is opened in its subtask.
 */
public final class RulesOfSignals implements Serializable {
  private static final long serialVersionUID = 1L;

  // -- configuration
  private final RuleSource source;

  // -- runtime
  private transient @Nullable Open open;

  /** The rules while the task runs. */
  private record Open(BroadcastRules rules, Counter unknown) {}

  RulesOfSignals(RuleSource source) {
    this.source = source;
  }

  /** Restores the rules, or loads them on a fresh start. */
  public void initialize(FunctionInitializationContext context, MetricGroup metrics)
      throws Exception {
    open =
        new Open(
            BroadcastRules.open(context.getOperatorStateStore(), source, metrics),
            metrics.addGroup("waymark").counter("unknown_rules"));
  }

  /** See {@link BroadcastRules#apply}. */
  public boolean apply(RuleUpdate update) {
    return open().rules.apply(update);
  }

  /** The rules as published now; a view. */
  public Collection<Rule> all() {
    return open().rules.all();
  }

  /** See {@link BroadcastRules#checkpoint}. */
  public void checkpoint() throws Exception {
    // A signal is asked about by the newest version, whichever it is of.
    open().rules.keepNewest();
    open().rules.checkpoint();
  }

  /**
   * The signal's rule as published now, whichever version of it fired; null if there is none, which
   * is counted as {@code unknown_rules} if a fire asks.
   */
  public @Nullable Rule find(Signal signal) {
    Rule rule = open().rules.find(signal.ruleId());
    if (rule == null && signal.status() == Signal.Status.FIRED) {
      open().unknown.inc();
    }
    return rule;
  }

  /** The rule as published now; null if there is none. */
  public @Nullable Rule find(String ruleId) {
    return open().rules.find(ruleId);
  }

  private Open open() {
    if (open == null) {
      throw new IllegalStateException("The rules were used before they were initialized");
    }
    return open;
  }
}

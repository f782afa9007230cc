package io.waymark.pipeline.journey;

import io.waymark.domain.friction.MeasuredInterval;
import io.waymark.domain.friction.RuleBudget;
import io.waymark.domain.friction.RuleBudget.Overspent;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.wire.Words;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of rules that one subtask leaves out because they have failed or have cost it too
 * much: as if they had been disabled, until the rule is published with other words or the job
 * restarts. Published as {@code waymark.quarantined_rules}, which counts rules, and {@code
 * waymark.rule.ID.quarantined}.
 */
final class RuleQuarantine {
  private static final Logger LOG = LoggerFactory.getLogger(RuleQuarantine.class);

  private final RuleBudget budget = new RuleBudget();
  private final MetricGroup group;
  private final Set<Rule> held = new HashSet<>();

  /** The ids of those; asked for by those who report metrics, too. */
  private final Set<String> heldIds = ConcurrentHashMap.newKeySet();

  private final Set<String> published = new HashSet<>();

  /** Held or not. */
  private Set<Rule> known = Set.of();

  private boolean changed;

  RuleQuarantine(MetricGroup group) {
    this.group = group.addGroup("waymark");
    this.group.gauge("quarantined_rules", (Gauge<Integer>) heldIds::size);
  }

  /** The rule has fired. */
  void fired(String ruleId) {
    budget.fired(ruleId);
  }

  /** An interval is over. */
  void close(MeasuredInterval interval) {
    for (Overspent found : budget.close(interval)) {
      if (hold(known.stream().filter(rule -> rule.id().equals(found.ruleId())).toList())) {
        LOG.error(
            "Rule {} is in quarantine: by {} it has spent {} for each event. It takes no part in"
                + " this subtask until it is published with other words or the job restarts.",
            found.ruleId(),
            Words.of(found.kind()),
            found.spent());
      }
    }
  }

  /**
   * Evaluating a version has thrown.
   *
   * @throws RuntimeException {@code why}, if that is none of the rules that are published
   */
  void failed(String ruleId, int version, RuntimeException why) {
    List<Rule> failed =
        known.stream()
            .filter(rule -> rule.id().equals(ruleId) && rule.version() == version)
            .toList();
    if (failed.isEmpty()) {
      throw why;
    }
    if (hold(failed)) {
      LOG.error(
          "Rule {} is in quarantine: its version {} has failed. It takes no part in this subtask"
              + " until it is published with other words or the job restarts.",
          ruleId,
          version,
          why);
    }
  }

  private boolean hold(List<Rule> versions) {
    boolean more = held.addAll(versions);
    if (more) {
      changed = true;
      update();
    }
    return more;
  }

  /** Whether the rule, or a version of it, is held. */
  boolean holds(String ruleId) {
    return heldIds.contains(ruleId);
  }

  /** Whether other rules are held than {@link #without} has said last. */
  boolean hasChanged() {
    return changed;
  }

  /**
   * Those that take part, and in place of the others what lets nothing of theirs take part: a
   * version before them does not come into force again.
   *
   * @param versions all that are published; of those that are not among them any more nothing is
   *     remembered
   */
  List<Rule> without(List<Rule> versions) {
    for (Rule rule : versions) {
      if (!known.contains(rule)) {
        budget.forget(rule.id());
      }
    }
    known = Set.copyOf(versions);
    held.retainAll(known);
    update();
    changed = false;
    return versions.stream()
        .map(rule -> held.contains(rule) ? rule.withMode(Mode.DISABLED) : rule)
        .toList();
  }

  private void update() {
    Set<String> ids = new HashSet<>();
    held.forEach(rule -> ids.add(rule.id()));
    heldIds.retainAll(ids);
    heldIds.addAll(ids);
    ids.forEach(this::publish);
  }

  private void publish(String ruleId) {
    if (published.add(ruleId)) {
      group
          .addGroup("rule", ruleId)
          .gauge("quarantined", (Gauge<Integer>) () -> heldIds.contains(ruleId) ? 1 : 0);
    }
  }
}

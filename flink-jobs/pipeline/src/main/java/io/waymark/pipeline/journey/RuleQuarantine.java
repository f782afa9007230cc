package io.waymark.pipeline.journey;

import io.waymark.domain.friction.RuleBudget;
import io.waymark.domain.friction.RuleBudget.Overspent;
import io.waymark.domain.friction.RuleUsage;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.wire.Words;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that one subtask leaves out because they have cost it too much: as if they had been
 * withdrawn, until rules are published anew or the job restarts. Published as {@code
 * waymark.quarantined_rules} and {@code waymark.rule.ID.quarantined}.
 */
final class RuleQuarantine {
  private static final Logger LOG = LoggerFactory.getLogger(RuleQuarantine.class);

  private RuleBudget budget = new RuleBudget();
  private final MetricGroup group;

  /** Asked for by those who report metrics, too. */
  private final Set<String> held = ConcurrentHashMap.newKeySet();

  private final Set<String> published = new HashSet<>();

  RuleQuarantine(MetricGroup group) {
    this.group = group.addGroup("waymark");
    this.group.gauge("quarantined_rules", (Gauge<Integer>) held::size);
  }

  /** The rule has fired. */
  void fired(String ruleId) {
    budget.fired(ruleId);
  }

  /**
   * An interval is over.
   *
   * @param usage of all rules in it
   * @return whether other rules are held now
   */
  boolean close(List<RuleUsage> usage) {
    boolean more = false;
    for (Overspent found : budget.close(usage)) {
      if (held.add(found.ruleId())) {
        more = true;
        publish(found.ruleId());
        LOG.error(
            "Rule {} is in quarantine: by {} it has spent {} for each event. It takes no part in"
                + " this subtask until rules are published anew or the job restarts.",
            found.ruleId(),
            Words.of(found.kind()),
            found.spent());
      }
    }
    return more;
  }

  /** Rules were published: all of them may try again. */
  void release() {
    held.clear();
    budget = new RuleBudget();
  }

  /** Those that take part. */
  List<Rule> without(Collection<Rule> rules) {
    return rules.stream().filter(rule -> !held.contains(rule.id())).toList();
  }

  private void publish(String ruleId) {
    if (published.add(ruleId)) {
      group
          .addGroup("rule", ruleId)
          .gauge("quarantined", (Gauge<Integer>) () -> held.contains(ruleId) ? 1 : 0);
    }
  }
}

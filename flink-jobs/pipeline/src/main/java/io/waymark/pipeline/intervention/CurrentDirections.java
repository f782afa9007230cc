package io.waymark.pipeline.intervention;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Directions;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RulesOfSignals;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the topics of rules and pauses say now. */
record CurrentDirections(RulesOfSignals rules, PausedRules paused) implements Directions {

  @Override
  public @Nullable Intervention intervention(Signal signal) {
    Rule rule = rules.find(signal);
    return rule == null ? null : rule.intervene();
  }

  @Override
  public boolean isInForce(String ruleId) {
    Rule rule = rules.find(ruleId);
    return rule != null && isAsking(rule);
  }

  /** Takes an update of the rules in; answers those that ask for nothing any more because of it. */
  Set<String> withdrawnBy(RuleUpdate update) {
    // Only what completes a revision puts it into effect; to look at all rules with each of its
    // records would be the square of them.
    if (!update.completesRevision()) {
      rules.apply(update);
      return Set.of();
    }
    Set<String> withdrawn = asking();
    if (!rules.apply(update)) {
      return Set.of();
    }
    withdrawn.removeAll(asking());
    return withdrawn;
  }

  private Set<String> asking() {
    return rules.all().stream()
        .filter(CurrentDirections::isAsking)
        .map(Rule::id)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean isAsking(Rule rule) {
    return rule.mode() == Mode.LIVE && rule.intervene() != null;
  }

  @Override
  public boolean isPaused(String ruleId) {
    return paused.contains(ruleId);
  }
}

package io.waymark.pipeline.intervention;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Directions;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.rules.RulesOfSignals;
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
    return rule != null && rule.mode() == Mode.LIVE && rule.intervene() != null;
  }

  @Override
  public boolean isPaused(String ruleId) {
    return paused.contains(ruleId);
  }
}

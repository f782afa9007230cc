package io.waymark.domain.intervention;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Intervention;
import org.jspecify.annotations.Nullable;

/** What holds for rules at the time of a decision. */
public interface Directions {

  /** What the signal's rule asks for; null if it is not known, or asks for nothing. */
  @Nullable Intervention intervention(Signal signal);

  /** Whether the rule still asks for interventions. */
  boolean isInForce(String ruleId);

  /** Whether its interventions are stopped. */
  boolean isPaused(String ruleId);
}

package io.waymark.pipeline.intervention;

import io.waymark.domain.intervention.ContactPolicy;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.rules.RulesOfSignals;
import java.io.Serializable;

/** What a decision is made by. */
record DecisionRuntime(
    RulesOfSignals rules, PausedRules paused, ContactPolicy policy, Salt salt, DecisionClock clock)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}

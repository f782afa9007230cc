package io.waymark.domain.intervention;

import org.jspecify.annotations.Nullable;

/**
 * Stops the interventions of a rule, or lets them go on. Of all that is said of a rule the last
 * word counts, in event time: a guardrail speaks at the time of the event that was the last proof,
 * and people when they do. So what was known of the events before somebody says it is answered by
 * it, however late it is counted, and what happens after it is not.
 *
 * @param reason for people: which guardrail was touched, or who stopped it and why
 * @param at epoch milliseconds
 */
public record Pause(String ruleId, boolean paused, String reason, long at) {

  /** What somebody says now; after all that has been said, if clocks differ. */
  public static Pause said(
      String ruleId, boolean paused, String reason, long now, @Nullable Pause last) {
    return new Pause(ruleId, paused, reason, last == null ? now : Math.max(now, last.at() + 1));
  }

  /** Whether this is said after the other. */
  public boolean supersedes(@Nullable Pause other) {
    return other == null || at > other.at;
  }
}

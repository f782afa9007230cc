package io.waymark.domain.intervention;

/**
 * Stops the interventions of a rule, or lets them go on. The last one counts.
 *
 * @param reason for people: which guardrail was touched, or who stopped it and why
 * @param at epoch milliseconds
 */
public record Pause(String ruleId, boolean paused, String reason, long at) {}

package io.waymark.domain.rule;

/**
 * What a rule is for some customers: other thresholds, another severity.
 *
 * @param where which customers, by their profile as it is at the event that opens or counts; what
 *     is open goes on as it was begun
 * @param when in place of the rule's
 * @param severity in place of the rule's
 * @param cooldown in place of the rule's; milliseconds
 */
public record Segment(Predicate where, Pattern when, Severity severity, long cooldown) {}

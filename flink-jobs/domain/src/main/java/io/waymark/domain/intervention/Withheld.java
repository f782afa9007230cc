package io.waymark.domain.intervention;

import io.waymark.domain.rule.Intervention.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * The decision not to issue a trigger: every silence can be asked why.
 *
 * @param triggerId the id the trigger would have had
 * @param experiment the comparison it is part of; null if the rule has no holdout
 * @param arm its side of that comparison, whatever the reason
 */
public record Withheld(
    String triggerId,
    Reason reason,
    String signalId,
    String ruleId,
    int ruleVersion,
    String customerId,
    String action,
    Purpose purpose,
    long occurredAt,
    long decidedAt,
    @Nullable String experiment,
    @Nullable String arm) {}

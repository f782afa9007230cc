package io.waymark.domain.delivery;

import io.waymark.domain.rule.Severity;
import java.util.Set;

/**
 * What a destination is told. An empty set lets everything through.
 *
 * @param types such as {@code trigger.issued}, {@code alert.open}
 * @param actions of triggers
 * @param channels of triggers or alerts
 * @param purposes of triggers, as words
 * @param rules of triggers or alerts
 * @param atLeast lowest severity
 */
public record Route(
    Set<String> types,
    Set<String> actions,
    Set<String> channels,
    Set<String> purposes,
    Set<String> rules,
    Severity atLeast) {}

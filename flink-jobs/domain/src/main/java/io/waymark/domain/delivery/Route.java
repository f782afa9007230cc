package io.waymark.domain.delivery;

import io.waymark.domain.rule.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    Severity atLeast) {

  /** Whether it is told of this; what it asks for and the matter lacks does not match. */
  public boolean takes(Matter matter) {
    return matter.severity().compareTo(atLeast) >= 0
        && has(types, matter.type())
        && has(actions, matter.action())
        && has(channels, matter.channel())
        && has(purposes, matter.purpose())
        && (rules.isEmpty() || matter.rules().stream().anyMatch(rules::contains));
  }

  private static boolean has(Set<String> wanted, @Nullable String value) {
    return wanted.isEmpty() || (value != null && wanted.contains(value));
  }
}

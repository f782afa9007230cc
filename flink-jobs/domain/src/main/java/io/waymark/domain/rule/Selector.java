package io.waymark.domain.rule;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events a rule means. Empty sets mean any.
 *
 * @param types event types; empty is {@code "*"}
 * @param channels channels; an event without one matches only the empty set
 * @param touchpoints touchpoints, likewise
 * @param where further condition, if any
 */
public record Selector(
    Set<String> types, Set<String> channels, Set<String> touchpoints, @Nullable Predicate where) {

  /** Selects the events of one type. */
  public static Selector of(String type) {
    return new Selector(Set.of(type), Set.of(), Set.of(), null);
  }

  /** Selects every event. */
  public static Selector any() {
    return new Selector(Set.of(), Set.of(), Set.of(), null);
  }

  /** Selects what this one selects and {@code where} holds for. */
  public Selector where(Predicate where) {
    return new Selector(types, channels, touchpoints, where);
  }

  /** Whether every type is meant. */
  public boolean anyType() {
    return types.isEmpty();
  }

  /**
   * Whether the event matches; an error of the expression is told apart, so that it can be counted.
   */
  public Truth test(Scope scope) {
    if (!headMatches(scope)) {
      return Truth.FALSE;
    }
    return where == null ? Truth.TRUE : where.test(scope);
  }

  private boolean headMatches(Scope scope) {
    var event = scope.event();
    return (types.isEmpty() ? !scope.derived() : types.contains(event.type()))
        && (channels.isEmpty() || (event.channel() != null && channels.contains(event.channel())))
        && (touchpoints.isEmpty()
            || (event.touchpoint() != null && touchpoints.contains(event.touchpoint())));
  }
}

package io.waymark.domain.friction;

import java.util.Objects;

/** Keeps a customer's stored state within its bound. */
final class SizeCap {
  private SizeCap() {}

  /**
   * The stored state. If it is over {@code limit}, evidence goes first; then, of the rule that has
   * most instances, the one touched least recently, until it fits. Each instance that loses
   * something is counted. It is written a few times only, however much has to go.
   */
  static byte[] write(CustomerState state, int limit, Effects effects) {
    byte[] bytes = state.write();
    if (bytes.length <= limit) {
      return bytes;
    }
    for (RuleState rule : state.rules()) {
      for (Instance instance : rule.instances()) {
        if (instance.forgetEvidence()) {
          count(rule, effects);
        }
      }
    }
    bytes = state.write();
    int left = state.openInstances();
    while (bytes.length > limit && left > 0) {
      int average = Math.max(1, bytes.length / left);
      int dropped = Math.min(left, (bytes.length - limit - 1) / average + 1);
      for (int i = 0; i < dropped; i++) {
        RuleState largest = largest(state);
        largest.dropOldest();
        count(largest, effects);
      }
      left -= dropped;
      bytes = state.write();
    }
    return bytes;
  }

  private static RuleState largest(CustomerState state) {
    RuleState largest = null;
    for (RuleState rule : state.rules()) {
      if (largest == null || rule.count() > largest.count()) {
        largest = rule;
      }
    }
    return Objects.requireNonNull(largest);
  }

  private static void count(RuleState rule, Effects effects) {
    effects.count(rule.rule().rule().id(), Effects.Occurrence.CAPPED);
  }
}

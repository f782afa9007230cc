package io.waymark.domain.friction;

import io.waymark.domain.pattern.Fire;
import io.waymark.domain.rule.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fire of the same rule and instance that holds another one back.
 *
 * @param lasts milliseconds from that fire on
 */
record Cooldown(Fire since, long lasts) {

  /**
   * What holds a fire back; null if nothing does. That of another version does as long as both say,
   * and not in looking back, so that it need not be kept for longer than its own version asks.
   */
  static @Nullable Cooldown of(
      CustomerState state,
      CompiledRule rule,
      Instance instance,
      long occurredAt,
      Severity severity) {
    long cooldown = rule.rule().cooldown();
    if (cooldown == 0) {
      return null;
    }
    Cooldown own = of(last(state, rule, instance), cooldown, occurredAt, severity);
    List<CompiledRule> versions = rule.versions();
    long now = Math.max(occurredAt, state.horizon());
    for (int i = 0; own == null && i < versions.size(); i++) {
      CompiledRule other = versions.get(i);
      if (!other.isSameVersion(rule)) {
        Fire fire = lastFire(state, other, instance.key());
        own = of(fire, Math.min(cooldown, other.rule().cooldown()), now, severity);
      }
    }
    return own;
  }

  private static @Nullable Cooldown of(
      @Nullable Fire fire, long lasts, long at, Severity severity) {
    return fire == null
            || lasts == 0
            || at - fire.occurredAt() >= lasts
            || severity.compareTo(fire.highest()) > 0
        ? null
        : new Cooldown(fire, lasts);
  }

  /** The last one of the instance, by whatever form of the rule. */
  private static @Nullable Fire last(CustomerState state, CompiledRule rule, Instance instance) {
    Fire last = instance.lastFire();
    for (CompiledRule other : rule.otherForms()) {
      Fire fire = lastFire(state, other, instance.key());
      if (fire != null && (last == null || fire.occurredAt() > last.occurredAt())) {
        last = fire;
      }
    }
    return last;
  }

  private static @Nullable Fire lastFire(CustomerState state, CompiledRule rule, InstanceKey key) {
    RuleState rules = state.rule(rule);
    Instance same = rules == null ? null : rules.instance(key);
    return same == null ? null : same.lastFire();
  }
}

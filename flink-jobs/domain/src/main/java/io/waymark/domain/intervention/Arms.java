package io.waymark.domain.intervention;

import io.waymark.domain.rule.Intervention;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sides of comparisons a customer is on. Immutable.
 *
 * @param byRule within rules
 * @param ofAll of all interventions with none; null if not yet assigned
 */
public record Arms(Map<String, AssignedArm> byRule, @Nullable AssignedArm ofAll) {
  /** Nothing assigned. */
  public static final Arms NONE = new Arms(Map.of(), null);

  /** Most rules that are remembered; the others' arms follow from the hash all the same. */
  public static final int LIMIT = 256;

  public Arms {
    byRule = Map.copyOf(byRule);
  }

  /** With the arms that a fire of this rule needs. */
  Arms assigned(String ruleId, String customerId, Intervention intervene, double share, long now) {
    if (intervene.purpose().isOwed()) {
      return this;
    }
    AssignedArm all = ofAll;
    if (all == null && share > 0) {
      all = new AssignedArm(Assignment.isHeldOutOfAll(customerId, share), now, false);
    }
    Map<String, AssignedArm> rules = byRule;
    if (intervene.holdout() > 0
        && (all == null || !all.holdout())
        && !byRule.containsKey(ruleId)
        && byRule.size() < LIMIT) {
      rules = new HashMap<>(byRule);
      rules.put(
          ruleId,
          new AssignedArm(
              Assignment.isHeldOut(ruleId, customerId, intervene.holdout()), now, false));
    }
    return all == ofAll && rules == byRule ? this : new Arms(rules, all);
  }

  /**
   * What holds for a fire of this rule. Who is kept without any intervention is part of no
   * comparison within a rule: that would be unfair to the rule.
   */
  Assignment of(String ruleId, String customerId, Intervention intervene, double share, long now) {
    if (intervene.purpose().isOwed()) {
      return Assignment.none(now);
    }
    AssignedArm all = share > 0 ? ofAll : null;
    boolean without = all != null && all.holdout();
    AssignedArm own =
        intervene.holdout() > 0 && !without ? arm(ruleId, customerId, intervene, now) : null;
    return new Assignment(
        now,
        own == null ? null : ruleId,
        own == null ? null : own.word(),
        all == null ? null : all.word(),
        (own != null && own.contaminated()) || (all != null && all.contaminated()));
  }

  private AssignedArm arm(String ruleId, String customerId, Intervention intervene, long now) {
    AssignedArm known = byRule.get(ruleId);
    return known != null
        ? known
        : new AssignedArm(
            Assignment.isHeldOut(ruleId, customerId, intervene.holdout()), now, false);
  }

  /** Those of a customer who turns out to be two: the earlier assignment holds. */
  Arms and(Arms other) {
    Map<String, AssignedArm> rules = new HashMap<>(byRule);
    other.byRule.forEach((rule, arm) -> rules.merge(rule, arm, AssignedArm::and));
    AssignedArm all =
        ofAll == null ? other.ofAll : other.ofAll == null ? ofAll : ofAll.and(other.ofAll);
    return new Arms(rules, all);
  }
}

package io.waymark.domain.intervention;

import org.jspecify.annotations.Nullable;

/**
 * The sides that a fire's customer is on when it is first decided on. They follow from a salted
 * hash, so that they are the same on any run, survive new versions of the rule, and are independent
 * between rules; once assigned they stay, whatever shares are held out later.
 *
 * @param at when that was, epoch milliseconds
 * @param experiment the comparison within the rule; null if it is part of none
 * @param arm its side of that comparison
 * @param globalArm its side of the comparison of all interventions with none
 * @param contaminated whether the customer was found on both sides of one of them
 */
public record Assignment(
    long at,
    @Nullable String experiment,
    @Nullable String arm,
    @Nullable String globalArm,
    boolean contaminated) {
  static final String TREATMENT = "treatment";
  static final String HOLDOUT = "holdout";

  private static final String SALT = "waymark-holdout-1";
  private static final String GLOBAL_SALT = "waymark-holdout-of-all-1";

  /** Part of no comparison. */
  static Assignment none(long at) {
    return new Assignment(at, null, null, null, false);
  }

  boolean isHoldout() {
    return HOLDOUT.equals(arm) || HOLDOUT.equals(globalArm);
  }

  /** Whether the rule's share of customers without it has this one. */
  static boolean isHeldOut(String ruleId, String customerId, double share) {
    return DerivedId.share(SALT, ruleId, customerId) < share;
  }

  /** Whether the share of customers without any intervention has this one. */
  static boolean isHeldOutOfAll(String customerId, double share) {
    return DerivedId.share(GLOBAL_SALT, customerId) < share;
  }
}

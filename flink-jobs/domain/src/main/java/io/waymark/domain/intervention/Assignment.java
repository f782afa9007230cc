package io.waymark.domain.intervention;

import io.waymark.domain.rule.Intervention;
import org.jspecify.annotations.Nullable;

/**
 * The side of a comparison a customer is on: by a salted hash of rule and customer, so that it is
 * the same on any run, survives new versions of the rule, and is independent between rules.
 *
 * @param experiment the rule
 */
record Assignment(String experiment, String arm) {
  static final String TREATMENT = "treatment";
  static final String HOLDOUT = "holdout";

  private static final String SALT = "waymark-holdout-1";

  /** The customer's side, or null if the rule keeps nobody without. */
  static @Nullable Assignment of(String ruleId, String customerId, Intervention intervene) {
    if (intervene.holdout() <= 0) {
      return null;
    }
    boolean heldOut = DerivedId.share(SALT, ruleId, customerId) < intervene.holdout();
    return new Assignment(ruleId, heldOut ? HOLDOUT : TREATMENT);
  }

  boolean isHoldout() {
    return arm.equals(HOLDOUT);
  }
}

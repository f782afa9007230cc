package io.waymark.pipeline.rules;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One record of the rules topic: a rule is published or withdrawn, or a revision is complete. What
 * is published takes effect with the record that completes its revision or a later one, so that a
 * half-written push is never evaluated.
 *
 * @param ruleId the rule, or empty for the record that completes a revision
 * @param text the rule's document; null if it is withdrawn or no rule is meant
 * @param revision number of the push, rising
 */
public record RuleUpdate(String ruleId, @Nullable String text, long revision)
    implements Serializable {
  /** In place of a rule's id, which no rule can have: what journeys are. */
  public static final String JOURNEY = "_journey";

  /** A rule is new or changed. */
  public static RuleUpdate published(String ruleId, String text, long revision) {
    return new RuleUpdate(requireId(ruleId), text, revision);
  }

  /** A rule is no longer there. */
  public static RuleUpdate withdrawn(String ruleId, long revision) {
    return new RuleUpdate(requireId(ruleId), null, revision);
  }

  /** Everything of this revision has been sent. */
  public static RuleUpdate completed(long revision) {
    return new RuleUpdate("", null, revision);
  }

  public boolean completesRevision() {
    return ruleId.isEmpty();
  }

  private static String requireId(String ruleId) {
    if (ruleId.isEmpty()) {
      throw new IllegalArgumentException("a rule has an id");
    }
    return ruleId;
  }
}

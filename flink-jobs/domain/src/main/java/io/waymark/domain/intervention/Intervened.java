package io.waymark.domain.intervention;

import io.waymark.domain.rule.Intervention.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * That a trigger was issued, as far as later ones depend on it.
 *
 * @param at when it was decided, epoch milliseconds
 */
public record Intervened(
    String ruleId, String action, @Nullable String channel, Purpose purpose, long at) {

  static Intervened by(Trigger trigger, long at) {
    return new Intervened(
        trigger.ruleId(), trigger.action(), trigger.channel(), trigger.purpose(), at);
  }
}

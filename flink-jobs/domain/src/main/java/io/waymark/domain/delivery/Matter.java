package io.waymark.domain.delivery;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a message is about, as far as routes ask.
 *
 * @param type such as {@code trigger.issued}, {@code alert.open}
 * @param action of a trigger
 * @param purpose of a trigger, as a word
 */
public record Matter(
    String type,
    @Nullable String action,
    @Nullable String channel,
    @Nullable String purpose,
    List<String> rules,
    Severity severity) {

  /** A trigger in that status, whatever its own. */
  public static Matter of(Trigger trigger, Trigger.Status status) {
    return new Matter(
        "trigger." + word(status),
        trigger.action(),
        trigger.channel(),
        word(trigger.purpose()),
        List.of(trigger.ruleId()),
        trigger.severity());
  }

  public static Matter of(Alert alert) {
    return new Matter(
        "alert." + word(alert.status()),
        null,
        alert.channel(),
        null,
        alert.ruleIds(),
        alert.severity());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

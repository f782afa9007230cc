package io.waymark.domain.delivery;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.intervention.DerivedId;
import io.waymark.domain.intervention.Trigger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message and where it comes from.
 *
 * @param subjectId the trigger or alert
 * @param occurredAt when what led to it happened, in event time: an erasure then or later concerns
 *     it, whenever it was decided
 * @param ruleIds the rules behind it
 * @param purpose of a trigger, as a word
 * @param channel of the trigger or alert
 */
public record Dispatch(
    Message message,
    String subjectId,
    List<String> ruleIds,
    @Nullable String purpose,
    @Nullable String channel,
    long occurredAt) {

  /** An alert older than this is no news: a weekend. */
  private static final long ALERT_USEFUL_FOR = 3 * 24 * 3_600_000L;

  /** A message of something that became true when the message says. */
  public Dispatch(
      Message message,
      String subjectId,
      List<String> ruleIds,
      @Nullable String purpose,
      @Nullable String channel) {
    this(message, subjectId, ruleIds, purpose, channel, message.createdAt());
  }

  /**
   * The message that tells of a trigger.
   *
   * @param body the trigger as JSON
   */
  public static Dispatch of(Trigger trigger, String body) {
    Matter matter = Matter.of(trigger, trigger.status());
    return new Dispatch(
        new Message(
            messageId(trigger, trigger.status()),
            matter.type(),
            trigger.customerId(),
            trigger.decidedAt(),
            trigger.expiresAt(),
            body,
            trigger.quietFrom()),
        trigger.triggerId(),
        matter.rules(),
        matter.purpose(),
        matter.channel(),
        trigger.occurredAt());
  }

  /**
   * The message that tells of an alert.
   *
   * @param body the alert as JSON
   */
  public static Dispatch of(Alert alert, String body) {
    Matter matter = Matter.of(alert);
    return new Dispatch(
        new Message(
            DerivedId.of("message", alert.alertId(), matter.type(), Long.toString(alert.lastAt())),
            matter.type(),
            null,
            alert.lastAt(),
            alert.lastAt() + ALERT_USEFUL_FOR,
            body),
        alert.alertId(),
        matter.rules(),
        null,
        matter.channel());
  }

  /** The id of the message that tells of this status of a trigger. */
  static String messageId(Trigger trigger, Trigger.Status status) {
    return DerivedId.of("message", trigger.triggerId(), Matter.of(trigger, status).type());
  }

  /** The same without its body, where that is not needed. */
  public Dispatch withoutBody() {
    return telling(message.customerId(), "");
  }

  /** The same, not saying of whom. */
  Dispatch unnamed() {
    return telling(null, message.body());
  }

  private Dispatch telling(@Nullable String customerId, String body) {
    return new Dispatch(
        new Message(
            message.id(),
            message.type(),
            customerId,
            message.createdAt(),
            message.expiresAt(),
            body,
            message.quietFrom()),
        subjectId,
        ruleIds,
        purpose,
        channel,
        occurredAt);
  }
}

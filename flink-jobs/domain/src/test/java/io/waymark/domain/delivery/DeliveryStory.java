package io.waymark.domain.delivery;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Impact;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Triggers for Ann, alerts, and those who are to be told of them. */
public final class DeliveryStory {
  public static final long SECOND = 1_000;
  public static final long MINUTE = 60 * SECOND;
  public static final long HOUR = 60 * MINUTE;

  /** Ten o'clock. */
  public static final long TEN = 1_767_261_600_000L;

  public static final Route EVERYTHING =
      new Route(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Severity.INFO);

  private DeliveryStory() {}

  /** Told of everything, two requests at a time. */
  public static Destination destination(String name) {
    return new Destination(name, EVERYTHING, 2, 0, 0);
  }

  public static Trigger issued(String id, Purpose purpose, @Nullable String channel, long at) {
    return issued(id, purpose, channel, at, at);
  }

  /** Decided on by another clock than that of the events, and later. */
  public static Trigger issued(
      String id, Purpose purpose, @Nullable String channel, long occurredAt, long decidedAt) {
    return trigger(id, Trigger.Status.ISSUED, purpose, channel, occurredAt, decidedAt);
  }

  public static Trigger cancelled(Trigger issued, long at) {
    return cancelled(issued, at, "resolved");
  }

  public static Trigger cancelled(Trigger issued, long at, String reason) {
    return changed(issued, Trigger.Status.CANCELLED, reason, at, null);
  }

  /** The same trigger, which is not to be sent from then on. */
  public static Trigger quietFrom(Trigger issued, long quietFrom) {
    return changed(issued, Trigger.Status.ISSUED, null, issued.decidedAt(), quietFrom);
  }

  private static Trigger changed(
      Trigger issued,
      Trigger.Status status,
      @Nullable String reason,
      long decidedAt,
      @Nullable Long quietFrom) {
    return new Trigger(
        issued.triggerId(),
        status,
        reason,
        issued.signalId(),
        issued.ruleId(),
        issued.ruleVersion(),
        issued.customerId(),
        issued.instance(),
        issued.action(),
        issued.channel(),
        issued.purpose(),
        issued.priority(),
        issued.severity(),
        issued.occurredAt(),
        decidedAt,
        issued.expiresAt(),
        issued.experiment(),
        issued.arm(),
        issued.touchpoint(),
        issued.stage(),
        issued.evidence(),
        issued.journey(),
        quietFrom);
  }

  private static Trigger trigger(
      String id,
      Trigger.Status status,
      Purpose purpose,
      @Nullable String channel,
      long occurredAt,
      long decidedAt) {
    return new Trigger(
        id,
        status,
        null,
        "signal-" + id,
        "checkout-abandoned",
        3,
        "ann",
        Map.of("cart_id", "k1"),
        "resume-checkout",
        channel,
        purpose,
        50,
        Severity.MEDIUM,
        occurredAt,
        decidedAt,
        decidedAt + HOUR,
        null,
        null,
        "/checkout",
        "purchase",
        List.of(),
        Journey.UNKNOWN,
        null);
  }

  public static Alert alert(String id, Alert.Status status, long at) {
    return new Alert(
        id,
        status,
        Alert.Origin.SIGNALS,
        Map.of("touchpoint", "/checkout"),
        List.of("payment-errors"),
        Severity.HIGH,
        "Payments fail",
        "/checkout",
        "web",
        "web",
        null,
        new Impact(1, 1, List.of("ann"), 1, null, Impact.Trend.RISING, null, null),
        null,
        at,
        at,
        null,
        0,
        status == Alert.Status.RESOLVED ? Alert.Cause.OVER : null);
  }

  public static Alert mutedBy(String incident, Alert alert) {
    return new Alert(
        alert.alertId(),
        alert.status(),
        alert.origin(),
        alert.group(),
        alert.ruleIds(),
        alert.severity(),
        alert.title(),
        alert.touchpoint(),
        alert.channel(),
        alert.team(),
        alert.runbook(),
        alert.impact(),
        alert.deviation(),
        alert.firstAt(),
        alert.lastAt(),
        incident,
        alert.reopened(),
        alert.cause());
  }

  /** A message that is all there is. */
  public static Dispatch dispatch(String id, long expiresAt) {
    return new Dispatch(
        new Message(id, "trigger.issued", "ann", TEN, expiresAt, "{\"id\":\"" + id + "\"}"),
        "trigger-" + id,
        List.of("checkout-abandoned"),
        "service",
        "email");
  }

  /** A message that is not to be sent from then on, though it would be of use for an hour more. */
  public static Dispatch dispatchUntilQuiet(String id, long quietFrom) {
    Dispatch any = dispatch(id, quietFrom + HOUR);
    Message message = any.message();
    return new Dispatch(
        new Message(id, message.type(), "ann", TEN, message.expiresAt(), message.body(), quietFrom),
        any.subjectId(),
        any.ruleIds(),
        any.purpose(),
        any.channel());
  }

  /** It takes back what was said of the subject of another message. */
  public static Dispatch cancellation(String id, String of, long expiresAt) {
    return new Dispatch(
        new Message(id, "trigger.cancelled", "ann", TEN, expiresAt, "{\"id\":\"" + id + "\"}"),
        dispatch(of, expiresAt).subjectId(),
        List.of("checkout-abandoned"),
        "service",
        "email");
  }
}

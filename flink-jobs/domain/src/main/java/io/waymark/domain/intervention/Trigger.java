package io.waymark.domain.intervention;

import io.waymark.domain.event.Evidence;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a marketing or service system to do something for one customer, or takes that back. All
 * times are milliseconds since the epoch.
 *
 * @param triggerId the same for the same signal and action on any run, and for both statuses
 * @param reason why it was cancelled; null while issued
 * @param signalId the fire it answers
 * @param instance values of the rule's {@code per} by name, as in the signal
 * @param channel through which the rule wants it done, if it says so
 * @param severity of the signal when it was issued
 * @param occurredAt event time of the fire
 * @param decidedAt when this status was decided
 * @param expiresAt from then on it makes no sense any more
 * @param experiment the comparison it is part of; null if the rule has no holdout
 * @param arm its side of that comparison
 * @param touchpoint of the last event of the match
 * @param stage journey stage the rule belongs to
 * @param evidence why the rule fired
 * @param journey where the customer stood when it fired
 * @param quietFrom from then on it is not to be sent, because quiet hours begin; null if none do
 *     before it expires, and of what is taken back, which is told at any hour
 */
public record Trigger(
    String triggerId,
    Status status,
    @Nullable String reason,
    String signalId,
    String ruleId,
    int ruleVersion,
    String customerId,
    Map<String, Object> instance,
    String action,
    @Nullable String channel,
    Purpose purpose,
    int priority,
    Severity severity,
    long occurredAt,
    long decidedAt,
    long expiresAt,
    @Nullable String experiment,
    @Nullable String arm,
    @Nullable String touchpoint,
    @Nullable String stage,
    List<Evidence> evidence,
    Journey journey,
    @Nullable Long quietFrom) {

  /** The same trigger, taken back. */
  Trigger cancelled(Reason reason, long now) {
    Trigger back = changed(Status.CANCELLED, reason.code(), customerId, now, experiment, arm, null);
    return reason == Reason.ERASED ? back.redacted(customerId) : back;
  }

  /** What is left to tell of it where its customer is to be forgotten: what to do no more. */
  public Trigger unnamed() {
    return redacted("");
  }

  /** Whether it is taken back because everything about its customer is deleted. */
  public boolean isOfErased() {
    return status == Status.CANCELLED && Reason.ERASED.code().equals(reason);
  }

  /** The same without what the customer did; what an instance is told by keeps its names. */
  private Trigger redacted(String customer) {
    Map<String, Object> emptied = new HashMap<>();
    instance.keySet().forEach(name -> emptied.put(name, ""));
    return new Trigger(
        triggerId,
        status,
        reason,
        signalId,
        ruleId,
        ruleVersion,
        customer,
        emptied,
        action,
        channel,
        purpose,
        priority,
        severity,
        occurredAt,
        decidedAt,
        expiresAt,
        null,
        null,
        null,
        null,
        List.of(),
        Journey.UNKNOWN,
        null);
  }

  /** The same trigger, decided then. */
  Trigger decided(long now, @Nullable Long quiet) {
    return changed(status, reason, customerId, now, experiment, arm, quiet);
  }

  /** The same trigger for somebody else. */
  Trigger addressed(String customer) {
    return changed(status, reason, customer, decidedAt, experiment, arm, quietFrom);
  }

  /** The same trigger on a side of a comparison. */
  Trigger assigned(Assignment to) {
    return changed(status, reason, customerId, decidedAt, to.experiment(), to.arm(), quietFrom);
  }

  private Trigger changed(
      Status status,
      @Nullable String reason,
      String customerId,
      long now,
      @Nullable String experiment,
      @Nullable String arm,
      @Nullable Long quietFrom) {
    return new Trigger(
        triggerId,
        status,
        reason,
        signalId,
        ruleId,
        ruleVersion,
        customerId,
        instance,
        action,
        channel,
        purpose,
        priority,
        severity,
        occurredAt,
        now,
        expiresAt,
        experiment,
        arm,
        touchpoint,
        stage,
        evidence,
        journey,
        quietFrom);
  }

  /** Life of a trigger. */
  public enum Status {
    ISSUED,
    /** What it was issued for is over, or never was. */
    CANCELLED
  }
}

package io.waymark.domain.intervention;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Decision.Verdict;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A fire that asks for an intervention, while something can still become of it: until it is
 * withheld, or its trigger has expired.
 *
 * @param trigger as it is, or would be, issued
 * @param assignment the sides its customer is on
 * @param deferral what it waits for; null if it has been issued
 */
public record Case(
    Trigger trigger, Intervention intervene, Assignment assignment, @Nullable Deferral deferral) {

  /** Whom to ask first if several come at one time: what matters most. */
  static final Comparator<Case> BY_RANK =
      Comparator.<Case>comparingInt(each -> rank(each.trigger.purpose()))
          .thenComparing(each -> each.trigger.priority(), Comparator.reverseOrder())
          .thenComparing(each -> each.trigger.severity(), Comparator.reverseOrder())
          .thenComparing(each -> each.trigger.triggerId());

  /**
   * A deferral. All times are epoch milliseconds.
   *
   * @param over when what it waits for may be over: from then on it is decided on as soon as
   *     anything is decided on for the customer, so that what matters most comes first
   * @param releaseAt when it is decided on again, if nothing is before
   * @param givenUpAt when at the latest
   */
  public record Deferral(Reason reason, long over, long releaseAt, long givenUpAt) {}

  /** Not assigned to anything yet. */
  static Case of(Signal signal, Intervention intervene, long now) {
    return new Case(
        new Trigger(
            triggerId(signal, intervene),
            Trigger.Status.ISSUED,
            null,
            signal.signalId(),
            signal.ruleId(),
            signal.ruleVersion(),
            signal.customerId(),
            signal.instance(),
            intervene.action(),
            intervene.channel(),
            intervene.purpose(),
            intervene.priority(),
            signal.severity(),
            signal.occurredAt(),
            now,
            signal.occurredAt() + intervene.usefulFor(),
            null,
            null,
            signal.touchpoint(),
            signal.stage(),
            signal.evidence(),
            signal.journey(),
            null),
        intervene,
        Assignment.none(now),
        null);
  }

  static String triggerId(Signal signal, Intervention intervene) {
    return DerivedId.of(signal.signalId(), intervene.action());
  }

  boolean isWaiting() {
    return deferral != null;
  }

  Case assigned(Assignment to) {
    return new Case(trigger.assigned(to), intervene, to, deferral);
  }

  Case waiting(@Nullable Deferral until) {
    return new Case(trigger, intervene, assignment, until);
  }

  Case issued(long now, @Nullable Long quietFrom) {
    return new Case(trigger.decided(now, quietFrom), intervene, assignment, null);
  }

  /** What has not been issued goes to who the customer turned out to be. */
  Case addressed(String customerId) {
    return isWaiting()
        ? new Case(trigger.addressed(customerId), intervene, assignment, deferral)
        : this;
  }

  Decision decision(Verdict verdict, @Nullable Reason reason, long now) {
    return new Decision(
        trigger.triggerId(),
        verdict,
        reason,
        verdict == Verdict.DEFERRED && deferral != null ? (Long) deferral.releaseAt() : null,
        trigger.signalId(),
        trigger.ruleId(),
        trigger.ruleVersion(),
        trigger.customerId(),
        intervene,
        trigger.occurredAt(),
        assignment.at(),
        now,
        assignment.experiment(),
        assignment.arm(),
        assignment.globalArm(),
        assignment.contaminated());
  }

  private static int rank(Purpose purpose) {
    return switch (purpose) {
      case SAFETY -> 0;
      case LEGAL -> 1;
      case SERVICE -> 2;
      case MARKETING -> 3;
    };
  }
}

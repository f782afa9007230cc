package io.waymark.domain.intervention;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.Intervention;
import org.jspecify.annotations.Nullable;

/** A trigger that a fire asks for, before it is decided. */
record Proposal(
    String triggerId,
    Signal signal,
    Intervention intervene,
    long now,
    @Nullable Assignment assignment) {

  static Proposal of(Signal signal, Intervention intervene, long now) {
    return new Proposal(
        DerivedId.of(signal.signalId(), intervene.action()),
        signal,
        intervene,
        now,
        Assignment.of(signal.ruleId(), signal.customerId(), intervene));
  }

  long expiresAt() {
    return signal.occurredAt() + intervene.usefulFor();
  }

  boolean isHeldOut() {
    return assignment != null && assignment.isHoldout();
  }

  Trigger issued() {
    return new Trigger(
        triggerId,
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
        expiresAt(),
        experiment(),
        arm(),
        signal.touchpoint(),
        signal.stage(),
        signal.evidence(),
        signal.journey());
  }

  Withheld withheld(Reason reason) {
    return new Withheld(
        triggerId,
        reason,
        signal.signalId(),
        signal.ruleId(),
        signal.ruleVersion(),
        signal.customerId(),
        intervene.action(),
        intervene.purpose(),
        signal.occurredAt(),
        now,
        experiment(),
        arm());
  }

  private @Nullable String experiment() {
    return assignment == null ? null : assignment.experiment();
  }

  private @Nullable String arm() {
    return assignment == null ? null : assignment.arm();
  }
}

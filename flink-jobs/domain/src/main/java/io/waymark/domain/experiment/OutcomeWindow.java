package io.waymark.domain.experiment;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A window in which the outcome of an assignment is watched, from directly after the assignment up
 * to and including its end. Immutable.
 *
 * @param outcomeId the same on any run
 * @param enrolment what opened it
 * @param valueBefore as in {@link Outcome}
 * @param touched guardrails so far
 */
public record OutcomeWindow(
    String outcomeId,
    Enrolment enrolment,
    @Nullable Double valueBefore,
    @Nullable String goal,
    @Nullable Long reachedAt,
    double value,
    Set<Guardrail> touched) {
  static final String RESOLVED = "resolved";

  public OutcomeWindow {
    touched = Set.copyOf(touched);
  }

  long endsAt() {
    return enrolment.assignedAt() + enrolment.outcomeWithin();
  }

  boolean contains(long time) {
    return enrolment.assignedAt() < time && time <= endsAt();
  }

  boolean isOf(Enrolment other) {
    return enrolment.experiment().equals(other.experiment())
        && enrolment.ruleVersion() == other.ruleVersion();
  }

  /** Whether the event of the fact is what the intervention is for. */
  boolean isGoal(Fact fact) {
    List<String> goals = enrolment.goals();
    return fact.eventType() != null && goals.contains(fact.eventType());
  }

  /** Whether the fact is worth something here: a goal, or any goal where only resolution counts. */
  boolean isWorth(Fact fact) {
    return enrolment.goals().isEmpty() ? fact.kind() == Fact.Kind.GOAL_REACHED : isGoal(fact);
  }

  /** Whether the signal, resolved, is what the intervention is for. */
  boolean isResolvedBy(Signal signal) {
    return reachedAt == null
        && enrolment.goals().isEmpty()
        && enrolment.signalId().equals(signal.signalId());
  }

  OutcomeWindow reached(String by, long time) {
    return new OutcomeWindow(outcomeId, enrolment, valueBefore, by, time, value, touched);
  }

  OutcomeWindow worth(double more) {
    return new OutcomeWindow(
        outcomeId, enrolment, valueBefore, goal, reachedAt, value + more, touched);
  }

  OutcomeWindow touching(Guardrail guardrail) {
    EnumSet<Guardrail> all = EnumSet.of(guardrail);
    all.addAll(touched);
    return new OutcomeWindow(outcomeId, enrolment, valueBefore, goal, reachedAt, value, all);
  }

  OutcomeWindow under(Enrolment changed) {
    return new OutcomeWindow(outcomeId, changed, valueBefore, goal, reachedAt, value, touched);
  }

  Outcome outcome(Outcome.Status status, long at) {
    return new Outcome(
        outcomeId,
        status,
        enrolment.experiment(),
        enrolment.ruleVersion(),
        enrolment.customerId(),
        enrolment.arm(),
        enrolment.planned(),
        enrolment.assignedAt(),
        endsAt(),
        at,
        enrolment.issued(),
        goal,
        reachedAt,
        value,
        valueBefore,
        touched,
        enrolment.contaminated());
  }
}

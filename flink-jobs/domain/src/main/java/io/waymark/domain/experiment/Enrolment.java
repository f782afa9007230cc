package io.waymark.domain.experiment;

import io.waymark.domain.intervention.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a customer takes part in an experiment, as a decision says. All times are milliseconds since
 * the epoch.
 *
 * @param experiment the rule, or {@link #GLOBAL}
 * @param ruleVersion of the rule; 0 of the global experiment, which has all rules
 * @param planned share of the holdout, 0..1
 * @param goals types of the events by which it has helped; if empty, that the signal is resolved
 * @param outcomeWithin milliseconds after the assignment in which that counts
 * @param issued whether the decision was to issue the trigger
 * @param at its place among what is known of the customer: with the fire if it assigned, else when
 *     it was decided
 */
public record Enrolment(
    String experiment,
    int ruleVersion,
    String customerId,
    Arm arm,
    double planned,
    String signalId,
    List<String> goals,
    long assignedAt,
    long outcomeWithin,
    boolean issued,
    boolean contaminated,
    long at) {

  /** The comparison of all interventions with none. */
  public static final String GLOBAL = "global";

  public Enrolment {
    goals = List.copyOf(goals);
  }

  /**
   * What a decision says. Who is kept without any intervention takes no part in the experiments of
   * single rules: that is assigned on its own, so those who are left are still alike.
   *
   * @param globalShare planned share of those kept without any intervention, 0..1
   */
  public static List<Enrolment> of(Decision decision, double globalShare) {
    List<Enrolment> enrolments = new ArrayList<>(2);
    if (decision.verdict() == Decision.Verdict.CANCELLED) {
      return enrolments;
    }
    Arm global = arm(decision.globalArm());
    if (global != null) {
      enrolments.add(of(decision, GLOBAL, 0, global, globalShare));
    }
    Arm arm = arm(decision.arm());
    if (arm != null && global != Arm.HOLDOUT) {
      enrolments.add(
          of(
              decision,
              decision.ruleId(),
              decision.ruleVersion(),
              arm,
              decision.intervene().holdout()));
    }
    return enrolments;
  }

  private static Enrolment of(
      Decision decision, String experiment, int version, Arm arm, double planned) {
    return new Enrolment(
        experiment,
        version,
        decision.customerId(),
        arm,
        planned,
        decision.signalId(),
        decision.intervene().goals(),
        decision.assignedAt(),
        decision.intervene().outcomeWithin(),
        decision.verdict() == Decision.Verdict.ISSUED,
        decision.contaminated(),
        decision.decidedAt() == decision.assignedAt()
            ? decision.occurredAt()
            : decision.decidedAt());
  }

  Enrolment with(boolean nowIssued, boolean nowContaminated) {
    return new Enrolment(
        experiment,
        ruleVersion,
        customerId,
        arm,
        planned,
        signalId,
        goals,
        assignedAt,
        outcomeWithin,
        nowIssued,
        nowContaminated,
        at);
  }

  /** The same of who the customer turned out to be. */
  Enrolment as(String customer) {
    return new Enrolment(
        experiment,
        ruleVersion,
        customer,
        arm,
        planned,
        signalId,
        goals,
        assignedAt,
        outcomeWithin,
        issued,
        contaminated,
        at);
  }

  private static @Nullable Arm arm(@Nullable String word) {
    return word == null ? null : Arm.of(word);
  }
}

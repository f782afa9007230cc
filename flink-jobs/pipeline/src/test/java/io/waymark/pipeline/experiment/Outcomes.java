package io.waymark.pipeline.experiment;

import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.Enrolment;
import io.waymark.domain.experiment.Guardrail;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.friction.Fact;
import io.waymark.pipeline.experiment.Observed.OfEnrolment;
import io.waymark.pipeline.experiment.Observed.OfFact;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What tests tell of outcomes. */
final class Outcomes {
  static final long T = 1_767_261_600_000L;
  static final long WITHIN = 1_000;

  private Outcomes() {}

  static Observed enrolled(String customer, Arm arm, long at) {
    return enrolled(customer, arm, at, at);
  }

  /** Issued later than it was assigned. */
  static Observed released(String customer, long assignedAt, long at) {
    return enrolled(customer, Arm.TREATMENT, assignedAt, at);
  }

  static Observed erased(String customer, long at) {
    return new OfFact(
        new Fact(
            "x" + at, Fact.Kind.ERASED, customer, at, "x" + at, "erase", null, null, Map.of()));
  }

  private static Observed enrolled(String customer, Arm arm, long assignedAt, long at) {
    return new OfEnrolment(
        new Enrolment(
            "rule",
            1,
            customer,
            arm,
            0.1,
            "s1",
            List.of("purchase"),
            assignedAt,
            WITHIN,
            arm == Arm.TREATMENT,
            false,
            at));
  }

  static Observed purchase(String customer, long at, double value) {
    return new OfFact(
        new Fact(
            "f" + at,
            Fact.Kind.GOAL_REACHED,
            customer,
            at,
            "e" + at,
            "purchase",
            "web",
            null,
            Map.of("value", value)));
  }

  static Outcome outcome(String id, Outcome.Status status, Arm arm, long at) {
    Set<Guardrail> touched =
        status == Outcome.Status.OPENED ? Set.of() : Set.of(Guardrail.COMPLAINT);
    return new Outcome(
        id,
        status,
        "rule",
        1,
        "c-" + id,
        arm,
        0.5,
        at,
        at + WITHIN,
        at,
        true,
        "purchase",
        at,
        1.5,
        2.5,
        touched,
        false);
  }
}

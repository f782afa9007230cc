package io.waymark.domain.anomaly;

import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.Guardrail;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Something that became of a rule's interventions.
 *
 * @param at milliseconds since the epoch
 * @param more 1, or -1 if what was told is not to count any more
 */
public record InterventionNews(String rule, long at, What what, int more) {
  private static final Set<Guardrail> HARM = Set.of(Guardrail.OPT_OUT, Guardrail.COMPLAINT);

  /** What it was. */
  public enum What {
    DELIVERED,
    UNDELIVERED,
    LET_GO,
    HELD_BACK,
    TREATED,
    TREATED_HARMED,
    HELD_OUT,
    HELD_OUT_HARMED
  }

  /** A trigger came to an end on its way. */
  public static InterventionNews delivery(String rule, long at, boolean arrived) {
    return new InterventionNews(rule, at, arrived ? What.DELIVERED : What.UNDELIVERED, 1);
  }

  /** What a decision tells; nothing if it was put off, taken back, or part of the comparison. */
  public static List<InterventionNews> of(Decision decision) {
    return switch (decision.verdict()) {
      case ISSUED -> List.of(decided(decision, What.LET_GO));
      case WITHHELD ->
          decision.reason() == Reason.HOLDOUT
              ? List.of()
              : List.of(decided(decision, What.HELD_BACK));
      case DEFERRED, CANCELLED -> List.of();
    };
  }

  private static InterventionNews decided(Decision decision, What what) {
    return new InterventionNews(decision.ruleId(), decision.decidedAt(), what, 1);
  }

  /** What an outcome tells: who takes part, and the first time each opts out or complains. */
  public static List<InterventionNews> of(Outcome outcome) {
    long harms = outcome.touched().stream().filter(HARM::contains).count();
    return switch (outcome.status()) {
      case OPENED -> List.of(takesPart(outcome, 1));
      case OPTED_OUT, COMPLAINED -> harms == 1 ? List.of(harmed(outcome, 1)) : List.of();
      case REACHED, RETURNED, CLOSED -> List.of();
      case VOID -> {
        List<InterventionNews> gone = new ArrayList<>(List.of(takesPart(outcome, -1)));
        if (harms > 0) {
          gone.add(harmed(outcome, -1));
        }
        yield gone;
      }
    };
  }

  private static InterventionNews takesPart(Outcome outcome, int more) {
    What what = outcome.arm() == Arm.TREATMENT ? What.TREATED : What.HELD_OUT;
    return new InterventionNews(outcome.experiment(), outcome.at(), what, more);
  }

  private static InterventionNews harmed(Outcome outcome, int more) {
    What what = outcome.arm() == Arm.TREATMENT ? What.TREATED_HARMED : What.HELD_OUT_HARMED;
    return new InterventionNews(outcome.experiment(), outcome.at(), what, more);
  }
}

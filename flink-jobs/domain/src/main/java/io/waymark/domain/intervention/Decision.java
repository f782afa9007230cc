package io.waymark.domain.intervention;

import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Intervention.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a fire that asks for an intervention: every trigger and every silence can
 * be asked why. A fire is decided on first when it comes; one that was deferred is decided on
 * again. All times are milliseconds since the epoch.
 *
 * @param triggerId the id that the trigger has, or would have had
 * @param reason why it was withheld, deferred or cancelled; null if issued
 * @param releaseAt when it is decided on again; null unless deferred
 * @param occurredAt event time of the fire
 * @param assignedAt when the fire's customer was found to be on that side: that of the first
 *     decision, the same for all decisions of a fire
 * @param experiment the comparison within the rule it is part of; null if it is part of none, as
 *     what was expired or paused from the start
 * @param arm its side of that comparison, whatever was decided
 * @param globalArm its side of the comparison of all interventions with none; null if it is part of
 *     none
 * @param contaminated whether the customer turned out to be two with different arms
 * @param intervene what the rule asks for, as it was then
 */
public record Decision(
    String triggerId,
    Verdict verdict,
    @Nullable Reason reason,
    @Nullable Long releaseAt,
    String signalId,
    String ruleId,
    int ruleVersion,
    String customerId,
    Intervention intervene,
    long occurredAt,
    long assignedAt,
    long decidedAt,
    @Nullable String experiment,
    @Nullable String arm,
    @Nullable String globalArm,
    boolean contaminated) {

  /** What happens to the trigger. */
  public enum Verdict {
    ISSUED,
    /** For good. */
    WITHHELD,
    /** Until a better time. */
    DEFERRED,
    /** It had been issued or deferred. */
    CANCELLED
  }

  public Purpose purpose() {
    return intervene.purpose();
  }

  /** The same, whose outcome is looked for in another time. */
  public Decision watchedFor(long outcomeWithin) {
    Intervention watched =
        new Intervention(
            intervene.action(),
            intervene.channel(),
            intervene.purpose(),
            intervene.usefulFor(),
            intervene.priority(),
            intervene.holdout(),
            intervene.goals(),
            outcomeWithin);
    return new Decision(
        triggerId,
        verdict,
        reason,
        releaseAt,
        signalId,
        ruleId,
        ruleVersion,
        customerId,
        watched,
        occurredAt,
        assignedAt,
        decidedAt,
        experiment,
        arm,
        globalArm,
        contaminated);
  }
}

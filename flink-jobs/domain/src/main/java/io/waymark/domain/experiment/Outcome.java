package io.waymark.domain.experiment;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How it goes with a customer who takes part in an experiment, in a window that opens with the
 * assignment in both arms alike, whenever something is done, if it is at all. All times are
 * milliseconds since the epoch.
 *
 * @param outcomeId the same on any run, and for all statuses
 * @param experiment the rule, or {@link Enrolment#GLOBAL}
 * @param ruleVersion of the rule; 0 of the global experiment
 * @param planned share of the holdout, 0..1
 * @param endsAt the window's last moment
 * @param at when this status became true
 * @param issued whether a trigger was issued
 * @param goal the event by which it was reached first, or {@code resolved}; null if it was not
 * @param reachedAt when
 * @param value of all goals in the window
 * @param valueBefore of goals in the 30 days up to the assignment; null if none are known
 * @param touched guardrails
 * @param contaminated whether the customer turned out to be two with different arms
 */
public record Outcome(
    String outcomeId,
    Status status,
    String experiment,
    int ruleVersion,
    String customerId,
    Arm arm,
    double planned,
    long assignedAt,
    long endsAt,
    long at,
    boolean issued,
    @Nullable String goal,
    @Nullable Long reachedAt,
    double value,
    @Nullable Double valueBefore,
    Set<Guardrail> touched,
    boolean contaminated) {

  public Outcome {
    touched = Set.copyOf(touched);
  }

  /** What has happened. */
  public enum Status {
    OPENED,
    /** The goal was, for the first time. */
    REACHED,
    /** For the first time; so the next two. */
    OPTED_OUT,
    COMPLAINED,
    RETURNED,
    /** The window is over. Only now does it count, so that all had the same time. */
    CLOSED,
    /** It is not to count: the customer is gone, or turned out to be one who counts already. */
    VOID
  }
}

package io.waymark.domain.intervention;

/**
 * The side of a comparison a customer was put on, which stays.
 *
 * @param holdout whether it is that without interventions
 * @param at when that was, epoch milliseconds
 * @param contaminated whether the customer turned out to be two who were on different sides
 */
public record AssignedArm(boolean holdout, long at, boolean contaminated) {

  /** As it stands in decisions and triggers. */
  String word() {
    return holdout ? Assignment.HOLDOUT : Assignment.TREATMENT;
  }

  /** What becomes of two: the earlier, on a tie the one with interventions. */
  AssignedArm and(AssignedArm other) {
    AssignedArm earlier = at < other.at || (at == other.at && !holdout) ? this : other;
    return new AssignedArm(
        earlier.holdout,
        earlier.at,
        contaminated || other.contaminated || holdout != other.holdout);
  }
}

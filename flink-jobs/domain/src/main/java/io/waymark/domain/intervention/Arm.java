package io.waymark.domain.intervention;

/**
 * The side of a comparison a customer was put on, which stays.
 *
 * @param holdout whether it is that without interventions
 * @param at when that was, epoch milliseconds
 * @param contaminated whether the customer turned out to be two who were on different sides
 */
public record Arm(boolean holdout, long at, boolean contaminated) {

  /** As it stands in decisions and triggers. */
  String word() {
    return holdout ? Assignment.HOLDOUT : Assignment.TREATMENT;
  }

  /** What becomes of two: the earlier, on a tie the one with interventions. */
  Arm and(Arm other) {
    Arm earlier = at < other.at || (at == other.at && !holdout) ? this : other;
    return new Arm(
        earlier.holdout,
        earlier.at,
        contaminated || other.contaminated || holdout != other.holdout);
  }
}

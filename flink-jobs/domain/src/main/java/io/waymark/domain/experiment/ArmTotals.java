package io.waymark.domain.experiment;

/**
 * What has been counted of an arm.
 *
 * @param assigned customers, whose windows are open or over
 * @param issued customers whose window is over for whom a trigger was issued
 * @param reached of the customers whose window is over
 * @param values of the same
 */
public record ArmTotals(long assigned, long issued, Proportion reached, Values values) {
  public static final ArmTotals NONE = new ArmTotals(0, 0, new Proportion(0, 0), Values.NONE);

  ArmTotals assigned(int more) {
    return new ArmTotals(assigned + more, issued, reached, values);
  }

  ArmTotals measured(Outcome outcome) {
    long successes = reached.successes() + (outcome.reachedAt() == null ? 0 : 1);
    return new ArmTotals(
        assigned,
        issued + (outcome.issued() ? 1 : 0),
        new Proportion(successes, reached.n() + 1),
        values.with(outcome.valueBefore(), outcome.value()));
  }
}

package io.waymark.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateDifferenceTest {
  /** 12 % against 10 %, a holdout of a tenth. */
  private static final RateDifference TWO_POINTS = of(1080, 9000, 100, 1000);

  @Test
  void twoPointsMoreAreALiftOfAFifthAnd180More() {
    assertThat(TWO_POINTS.difference()).isCloseTo(0.02, within(1e-12));
    assertThat(TWO_POINTS.lift()).isCloseTo(0.2, within(1e-12));
    assertThat(TWO_POINTS.incremental()).isCloseTo(180, within(1e-9));
    assertThat(TWO_POINTS.onTreated(4500)).isCloseTo(0.04, within(1e-12));
  }

  @Test
  void newcombesIntervalHoldsNoDifferenceWhereTheUnpooledOneDoesNot() {
    Interval newcombe = TWO_POINTS.newcombe();
    assertThat(newcombe.low()).isCloseTo(-0.0012, within(5e-5));
    assertThat(newcombe.high()).isCloseTo(0.0384, within(5e-5));

    double half = Normal.Z95 * Math.sqrt(TWO_POINTS.variance());
    assertThat(0.02 - half).isCloseTo(0.0002, within(5e-5));
    assertThat(0.02 + half).isCloseTo(0.0398, within(5e-5));
  }

  @Test
  void newcombesIntervalIsThatOfHisPaper() {
    Interval first = of(56, 70, 48, 80).newcombe();
    assertThat(first.low()).isCloseTo(0.0524, within(5e-5));
    assertThat(first.high()).isCloseTo(0.3339, within(5e-5));
    Interval extreme = of(10, 10, 0, 10).newcombe();
    assertThat(extreme.low()).isCloseTo(0.6075, within(5e-5));
    assertThat(extreme.high()).isCloseTo(1.0, within(5e-5));
  }

  @Test
  void pooledZIsForReference() {
    assertThat(TWO_POINTS.pooledZ()).isCloseTo(1.860, within(5e-4));
    assertThat(TWO_POINTS.pooledP()).isCloseTo(0.0629, within(5e-5));
  }

  @Test
  void ofNobodyNothingIsKnown() {
    for (RateDifference empty : new RateDifference[] {of(0, 0, 1, 10), of(1, 10, 0, 0)}) {
      assertThat(empty.difference()).isNull();
      assertThat(empty.newcombe()).isNull();
      assertThat(empty.lift()).isNull();
      assertThat(empty.incremental()).isNull();
      assertThat(empty.onTreated(1)).isNull();
      assertThat(empty.pooledZ()).isNull();
      assertThat(empty.pooledP()).isNull();
      assertThat(SequentialTest.logRatio(empty)).isZero();
    }
    assertThat(new Proportion(0, 0).rate()).isNull();
    assertThat(new Proportion(0, 0).wilson()).isNull();
  }

  @Test
  void withoutSuccessesInTheHoldoutThereIsADifferenceButNoLift() {
    RateDifference none = of(3, 10, 0, 10);
    assertThat(none.difference()).isCloseTo(0.3, within(1e-12));
    assertThat(none.lift()).isNull();
    assertThat(none.onTreated(0)).isNull();
  }

  @Test
  void whereAllOrNoneSucceededThereIsAnIntervalButNoZ() {
    for (RateDifference same : new RateDifference[] {of(10, 10, 5, 5), of(0, 10, 0, 5)}) {
      assertThat(same.difference()).isZero();
      assertThat(same.pooledZ()).isNull();
      assertThat(same.newcombe().low()).isNegative();
      assertThat(same.newcombe().high()).isPositive();
    }
  }

  @Test
  void moreSuccessesThanCustomersAreABug() {
    assertThatThrownBy(() -> new Proportion(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static RateDifference of(long t, long nT, long c, long nC) {
    return new RateDifference(new Proportion(t, nT), new Proportion(c, nC));
  }
}

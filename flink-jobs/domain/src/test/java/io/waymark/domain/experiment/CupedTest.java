package io.waymark.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CupedTest {
  private static final double[] X = {10, 20, 30, 40, 50};
  private static final double[] Y = {12, 18, 33, 39, 55};

  @Test
  void whatWasToBeExpectedTakesAwayMostOfTheVariance() {
    Moments pairs = pairs();
    assertThat(Cuped.theta(pairs)).isCloseTo(1.07, within(1e-12));
    assertThat(pairs.yy() / 4).isCloseTo(293.3, within(1e-9));
    assertThat(Cuped.variance(pairs)).isCloseTo(7.075, within(1e-9));
  }

  @Test
  void sumsOfPartsAreThoseOfTheWhole() {
    Moments parts = Moments.NONE;
    for (int i = 4; i >= 0; i--) {
      parts = new Moments(1, X[i], Y[i], 0, 0, 0).plus(parts);
    }
    assertThat(Cuped.theta(parts)).isCloseTo(1.07, within(1e-12));
    assertThat(parts.plus(Moments.NONE)).isEqualTo(parts);
  }

  @Test
  void ahistoryThatDoesNotVaryExplainsNothing() {
    Moments same = Moments.NONE.with(7, 1).with(7, 3);
    assertThat(Cuped.theta(same)).isNull();
    assertThat(Cuped.variance(same)).isCloseTo(2, within(1e-12));
    assertThat(Cuped.variance(Moments.NONE.with(1, 1))).isNull();
  }

  @Test
  void equalValuesHaveNoVarianceAtAll() {
    Moments same = Moments.NONE;
    for (int i = 0; i < 1000; i++) {
      same = same.with(0.1, 0.1);
    }
    assertThat(same.yy()).isZero();
  }

  @Test
  void anArmThatWasWorthMoreBeforeIsNotCreditedWithIt() {
    Values treatment = Values.NONE;
    Values holdout = Values.NONE;
    for (int i = 0; i < 5; i++) {
      treatment = treatment.with(X[i] + 10, 2 * (X[i] + 10) + 3);
      holdout = holdout.with(X[i], 2 * X[i]);
    }
    Estimate difference = Cuped.difference(treatment, holdout);
    // Between the arms x and y differ by more than within them, as they do by chance.
    double theta = Cuped.theta(treatment.known().plus(holdout.known()));
    assertThat(difference.value()).isCloseTo(23 - theta * 10, within(1e-9));
    assertThat(difference.value()).isLessThan(4);
    assertThat(difference.interval().low()).isLessThan(difference.value());
  }

  @Test
  void whoHasNoHistoryIsComparedWithThoseWhoHaveNone() {
    // New customers spend 0 or 2, known ones 99 or 101; the treatment happens to have more known.
    Values treatment = Values.NONE.with(null, 0).with(null, 2);
    Values holdout = treatment.with(null, 0).with(null, 2);
    treatment = treatment.with(10.0, 99).with(20.0, 101).with(10.0, 101).with(20.0, 99);
    holdout = holdout.with(10.0, 99).with(20.0, 101);

    assertThat(treatment.all().meanY() - holdout.all().meanY()).isGreaterThan(30);
    assertThat(Cuped.difference(treatment, holdout).value()).isCloseTo(0, within(0.5));
    assertThat(Cuped.difference(treatment, holdout).interval().high()).isLessThan(5);
  }

  @Test
  void withoutAnyHistoryItIsThePlainDifference() {
    Values treatment = Values.NONE.with(null, 3).with(null, 5);
    Values holdout = Values.NONE.with(null, 1).with(null, 1);
    Estimate difference = Cuped.difference(treatment, holdout);
    assertThat(difference.value()).isCloseTo(3, within(1e-12));
    assertThat(difference.interval().high() - 3).isCloseTo(Normal.Z95, within(1e-9));
  }

  @Test
  void ofFewerThanTwoNothingIsKnown() {
    Values two = Values.NONE.with(null, 1).with(1.0, 1);
    assertThat(Cuped.difference(two, Values.NONE.with(1.0, 1))).isNull();
    assertThat(Cuped.difference(Values.NONE, two)).isNull();
  }

  private static Moments pairs() {
    Moments pairs = Moments.NONE;
    for (int i = 0; i < X.length; i++) {
      pairs = pairs.with(X[i], Y[i]);
    }
    return pairs;
  }
}

package io.waymark.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SequentialTestTest {

  @Test
  void whatOneLookMightCallSignificantIsFarFromItWhenItIsWatched() {
    RateDifference rates = of(1080, 9000, 100, 1000);
    assertThat(Math.sqrt(rates.variance())).isCloseTo(0.010086, within(5e-7));

    double log = SequentialTest.logRatio(rates);
    assertThat(Math.exp(log)).isCloseTo(2.16, within(5e-3));
    assertThat(SequentialTest.p(log)).isCloseTo(0.46, within(5e-3));
  }

  @Test
  void theSmallestPThereHasBeenCountsAndNoneIsAboveOne() {
    assertThat(SequentialTest.p(0)).isOne();
    assertThat(SequentialTest.p(Math.log(20))).isCloseTo(0.05, within(1e-12));
    assertThat(SequentialTest.p(1e6)).isZero();
  }

  @Test
  void itIsAskedFromTenSuccessesAndTenFailuresInEachArmOn() {
    assertThat(SequentialTest.isEnough(of(90, 900, 10, 100))).isTrue();
    assertThat(SequentialTest.isEnough(of(89, 900, 10, 100))).isFalse();
    assertThat(SequentialTest.isEnough(of(810, 900, 90, 100))).isTrue();
    assertThat(SequentialTest.isEnough(of(811, 900, 90, 100))).isFalse();
    assertThat(SequentialTest.isEnough(of(900, 900, 100, 100))).isFalse();
    assertThat(SequentialTest.isEnough(of(0, 0, 0, 0))).isFalse();
  }

  @Test
  void ofSeveralComparisonsEachCountsForLess() {
    assertThat(BenjaminiHochberg.adjusted(List.of(0.04, 0.01, 0.03, 0.5)))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
        .containsExactly(0.16 / 3, 0.04, 0.16 / 3, 0.5);
    assertThat(BenjaminiHochberg.adjusted(List.of(0.04))).containsExactly(0.04);
    assertThat(BenjaminiHochberg.adjusted(List.of())).isEmpty();
  }

  private static RateDifference of(long t, long nT, long c, long nC) {
    return new RateDifference(new Proportion(t, nT), new Proportion(c, nC));
  }
}

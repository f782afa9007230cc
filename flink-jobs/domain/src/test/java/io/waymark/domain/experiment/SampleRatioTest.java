package io.waymark.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleRatioTest {

  @Test
  void aHundredMissingFromAThousandAreNoChance() {
    assertThat(SampleRatio.chiSquare(9100, 900, 0.1)).isCloseTo(11.11, within(5e-3));
    assertThat(SampleRatio.p(9100, 900, 0.1))
        .isCloseTo(0.0009, within(5e-5))
        .isLessThan(SampleRatio.MISMATCH_BELOW);
  }

  @Test
  void armsAsPlannedAreAsLikelyAsCanBe() {
    assertThat(SampleRatio.p(9000, 1000, 0.1)).isOne();
  }

  @Test
  void ofNobodyAndOfAnArmThatIsMeantToBeEmptyNothingCanBeSaid() {
    assertThat(SampleRatio.p(0, 0, 0.1)).isNull();
    assertThat(SampleRatio.p(10, 0, 0)).isNull();
    assertThat(SampleRatio.p(0, 10, 1)).isNull();
  }
}

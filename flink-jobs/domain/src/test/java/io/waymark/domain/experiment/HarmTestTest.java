package io.waymark.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HarmTestTest {

  @Test
  void aTouchIsWeighedByHowManyCouldHaveTouchedIt() {
    HarmTest test = atRisk(90, 10).touched(Arm.TREATMENT);
    assertThat(Math.exp(test.logRatios().get(3))).isCloseTo(3 / (3 * 0.9 + 0.1), within(1e-12));
    HarmTest other = atRisk(90, 10).touched(Arm.HOLDOUT);
    assertThat(Math.exp(other.logRatios().get(3))).isCloseTo(1 / (3 * 0.9 + 0.1), within(1e-12));
    assertThat(test.treatmentAtRisk()).isEqualTo(89);
    assertThat(other.holdoutAtRisk()).isEqualTo(9);
  }

  @Test
  void underNoHarmATouchIsAFairBet() {
    HarmTest treatment = atRisk(90, 10).touched(Arm.TREATMENT);
    HarmTest holdout = atRisk(90, 10).touched(Arm.HOLDOUT);
    for (int i = 0; i < HarmTest.HAZARD_RATIOS.size(); i++) {
      double expected =
          0.9 * Math.exp(treatment.logRatios().get(i)) + 0.1 * Math.exp(holdout.logRatios().get(i));
      assertThat(expected).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void whereOnlyOneArmIsLeftATouchSaysNothing() {
    assertThat(atRisk(3, 0).touched(Arm.TREATMENT).p()).isOne();
    assertThat(atRisk(0, 3).touched(Arm.HOLDOUT).p()).isOne();
  }

  @Test
  void manyTouchesOfTheTreatmentAloneAreHarm() {
    HarmTest test = atRisk(1000, 1000);
    int touches = 0;
    while (!test.isHarm()) {
      test = test.touched(Arm.TREATMENT);
      touches++;
    }
    assertThat(touches).isBetween(8, 12);
    assertThat(test.p()).isLessThanOrEqualTo(0.05 / 3);
    assertThat(test.treatmentTouched()).isEqualTo(touches);
  }

  @Test
  void touchesOfTheHoldoutAreNoHarmAndEvidenceOnceGivenStays() {
    HarmTest harmless = atRisk(1000, 1000);
    for (int i = 0; i < 100; i++) {
      harmless = harmless.touched(Arm.HOLDOUT);
    }
    assertThat(harmless.p()).isOne();

    HarmTest harmful = atRisk(1000, 1000);
    for (int i = 0; i < 20; i++) {
      harmful = harmful.touched(Arm.TREATMENT);
    }
    double p = harmful.p();
    for (int i = 0; i < 100; i++) {
      harmful = harmful.touched(Arm.HOLDOUT);
    }
    assertThat(harmful.p()).isEqualTo(p);
  }

  @Test
  void afterAPauseOnlyWhatIsNewAsksForAnother() {
    HarmTest test = atRisk(1000, 1000);
    while (!test.isToPause()) {
      test = test.touched(Arm.TREATMENT);
    }
    test = test.answered().touched(Arm.TREATMENT);
    assertThat(test.isToPause()).isFalse();
    assertThat(test.isHarm()).isTrue();
    int touches = 1;
    while (!test.isToPause()) {
      test = test.touched(Arm.TREATMENT);
      touches++;
    }
    assertThat(touches).isBetween(8, 12);
  }

  @Test
  void whatWasBeforeItWasLetGoOnIsHarmButAsksForNoPause() {
    HarmTest test = atRisk(1000, 1000);
    for (int i = 0; i < 20; i++) {
      test = test.touchedBefore(Arm.TREATMENT);
    }
    assertThat(test.isHarm()).isTrue();
    assertThat(test.treatmentTouched()).isEqualTo(20);
    assertThat(test.isToPause()).isFalse();
  }

  private static HarmTest atRisk(int treatment, int holdout) {
    HarmTest test = HarmTest.NONE;
    for (int i = 0; i < treatment; i++) {
      test = test.opened(Arm.TREATMENT);
    }
    for (int i = 0; i < holdout; i++) {
      test = test.opened(Arm.HOLDOUT);
    }
    return test;
  }
}

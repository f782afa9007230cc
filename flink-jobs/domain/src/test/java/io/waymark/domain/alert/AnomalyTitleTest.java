package io.waymark.domain.alert;

import static io.waymark.domain.intervention.SignalStory.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.Anomaly.Against;
import io.waymark.domain.anomaly.AnomalyPattern;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.pulse.Place;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnomalyTitleTest {

  @Test
  void saysWhichFigureIsOutOfLineAndWhatItIsComparedWith() {
    assertThat(
            title(
                AnomalyPattern.WAIT_SPIKE,
                new Place("billing", "call", null),
                null,
                Measure.WAIT_OLDEST,
                725_000,
                600_000,
                Against.THRESHOLD))
        .isEqualTo(
            "Waits are long at billing (call): wait oldest 725 s of 40, 600 s is the threshold");
    assertThat(
            title(
                AnomalyPattern.WAIT_SPIKE,
                new Place("billing", null, "vip"),
                null,
                Measure.IN_QUEUE,
                31,
                4,
                Against.NORMAL))
        .isEqualTo("Waits are long at billing for vip: in queue 31, 4 is normal");
  }

  @Test
  void aLayoutShiftHasTwoDecimals() {
    assertThat(
            title(
                AnomalyPattern.VITALS_DEGRADED,
                new Place("/item", null, null),
                null,
                Measure.CLS_P75,
                0.31,
                0.25,
                Against.THRESHOLD))
        .isEqualTo("Pages are slow at /item: cls p75 0.31 of 40, 0.25 is the threshold");
  }

  @Test
  void theLimitOfABudgetAndTheShareOfThoseHeldOutAreNotCalledNormal() {
    assertThat(
            title(
                AnomalyPattern.SLO_BURN,
                new Place("/pay", null, null),
                "over 1 h",
                Measure.SERVER_ERRORS,
                0.2,
                0.144,
                Against.BURN_LIMIT))
        .isEqualTo(
            "The error budget burns at /pay, over 1 h: server errors 20 % of 40,"
                + " 14.4 % is the limit");
    assertThat(
            title(
                AnomalyPattern.INTERVENTION_HEALTH,
                new Place("intervention:cart", null, null),
                null,
                Measure.TREATED_HARM,
                0.031,
                0.006,
                Against.HELD_OUT))
        .isEqualTo(
            "Interventions are in trouble of cart: treated harm 3.1 % of 40,"
                + " 0.6 % of those held out");
  }

  @Test
  void aCohortSaysWhichRuleItIsOf() {
    assertThat(
            title(
                AnomalyPattern.COHORT_HIT,
                new Place("/item", null, null),
                "rage-click by click",
                Measure.CUSTOMERS,
                18,
                10,
                Against.THRESHOLD))
        .isEqualTo(
            "Many customers meet the same at /item, rage-click by click: customers 18,"
                + " 10 is the threshold");
  }

  private static String title(
      AnomalyPattern pattern,
      Place place,
      @Nullable String subject,
      Measure measure,
      double reading,
      double expected,
      Against against) {
    return AnomalyTitle.of(
        new Anomaly(
            "a",
            pattern,
            place,
            subject,
            measure,
            Anomaly.Status.FIRED,
            pattern.severity(),
            TEN,
            TEN,
            reading,
            expected,
            40,
            against));
  }
}

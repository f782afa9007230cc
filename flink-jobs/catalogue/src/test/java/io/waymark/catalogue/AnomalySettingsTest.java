package io.waymark.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.anomaly.AnomalySettings;
import io.waymark.domain.anomaly.BusinessCalendar.DayKind;
import io.waymark.domain.anomaly.CohortLimits;
import io.waymark.domain.anomaly.Objective;
import io.waymark.domain.pulse.Measure;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnomalySettingsTest {

  @Test
  void whatIsShippedSaysWhatItsCommentsSay() {
    AnomalySettings shipped = SettingsDocuments.ANOMALIES.shipped();
    assertThat(shipped.calendar().zone()).isEqualTo(ZoneId.of("Asia/Bangkok"));
    assertThat(shipped.calendar().days()).isEmpty();
    assertThat(shipped.objectives())
        .containsExactly(new Objective(Measure.SERVER_ERRORS, 0.99, 100));
    assertThat(shipped.cohorts()).isEqualTo(CohortLimits.DEFAULT);
  }

  @Test
  void daysAreSaidOneByOneOrFromTo() {
    SettingsDocument.Loaded<AnomalySettings> loaded =
        load(
            """
            anomalies:
              time_zone: Europe/Berlin
              days:
                - {date: 2026-12-05, kind: holiday}
                - {from: "2026-12-30", to: 2027-01-01, kind: excluded}
                - {date: 2026-11-11, kind: campaign}
            """);
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.settings().calendar().days())
        .isEqualTo(
            Map.of(
                LocalDate.parse("2026-12-05"), DayKind.HOLIDAY,
                LocalDate.parse("2026-12-30"), DayKind.EXCLUDED,
                LocalDate.parse("2026-12-31"), DayKind.EXCLUDED,
                LocalDate.parse("2027-01-01"), DayKind.EXCLUDED,
                LocalDate.parse("2026-11-11"), DayKind.CAMPAIGN));
  }

  @Test
  void howManyInWhatTimeAreACohortCanBeSaid() {
    assertThat(cohorts("{at_least: 8, within: 3m}").settings().cohorts())
        .isEqualTo(new CohortLimits(8, 180_000));
    assertThat(cohorts("{at_least: 1, within: 3m}").problems()).hasSize(1);
    assertThat(cohorts("{at_least: 8, within: 2h}").problems())
        .extracting(problem -> problem.message())
        .containsExactly("within: expected 10s to 1h");
    assertThat(cohorts("{at_least: 8}").problems()).hasSize(1);
  }

  private static SettingsDocument.Loaded<AnomalySettings> cohorts(String said) {
    return load("anomalies: {time_zone: Asia/Bangkok, cohorts: " + said + "}");
  }

  @Test
  void allMistakesAreToldAtOnceWithTheirPlace() {
    SettingsDocument.Loaded<AnomalySettings> loaded =
        load(
            """
            anomalies:
              time_zone: Bangkok
              days:
                - {date: 2026-13-05, kind: holiday}
                - {date: 2026-12-05, kind: feast}
                - {from: 2026-12-05, to: 2026-12-01, kind: holiday}
                - {date: 2026-12-06, from: 2026-12-06, to: 2026-12-07, kind: holiday}
                - {date: 2026-12-08, kind: holiday}
                - {date: 2026-12-08, kind: campaign}
              objectives:
                - {measure: service_level_f4, target: 80%, at_least: 10}
                - {measure: server_error, target: 99%, at_least: 0}
                - {measure: events, target: 99%, at_least: 10}
                - {measure: treated_harm, target: 50%, at_least: 10}
            """);
    assertThat(loaded.settings()).isNull();
    assertThat(loaded.problems())
        .extracting(problem -> problem.place().line() + " " + problem.message())
        .containsExactly(
            "2 time_zone: expected an IANA time zone such as Asia/Bangkok, got \"Bangkok\"",
            "4 date: expected a date such as 2026-12-05, got \"2026-13-05\"",
            "5 kind: unknown value \"feast\"; expected one of holiday, campaign, excluded",
            "6 day: expected 1 to 366 days, the first one first",
            "7 day: expected either \"date\" or \"from\" and \"to\"",
            "9 day: 2026-12-08 is given twice",
            "11 objective: a budget of 20 % never burns 14.4 times as fast as it may: the target has to be above 93.1 %",
            "12 measure: unknown value \"server_error\"; did you mean \"server_errors\"?",
            "12 at_least: expected a whole number from 1 to 1000000, got \"0\"",
            "13 objective: events is no share of good or bad",
            "14 objective: treated_harm is counted since the beginning, not in a window",
            "14 objective: a budget of 50 % never burns 14.4 times as fast as it may: the target has to be above 93.1 %");
  }

  private static SettingsDocument.Loaded<AnomalySettings> load(String text) {
    return SettingsDocuments.ANOMALIES.load("test.yaml", text);
  }
}

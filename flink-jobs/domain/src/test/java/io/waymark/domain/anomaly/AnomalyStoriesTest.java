package io.waymark.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.waymark.domain.anomaly.BusinessCalendar.DayKind;
import io.waymark.domain.experiment.Proportion;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.rule.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnomalyStoriesTest {
  /** Tuesday after four weeks. */
  private static final String TUESDAY = "2026-09-29T";

  private static Figures payments(Figures figures, long failed) {
    return figures.count(Measure.EVENTS, 200).share(Measure.PAYMENT_FAILURES, failed, 100);
  }

  private static Figures usual(Figures figures) {
    return payments(figures, 4);
  }

  private static Figures degraded(Figures figures) {
    return payments(figures, 30);
  }

  @Test
  void paymentsDegradeAtFivePastTwoAndAreFineAgainByHalfPast() {
    PlaceStory story = PlaceStory.plain().until(TUESDAY + "14:05", AnomalyStoriesTest::usual);
    assertThat(story.told()).isEmpty();

    story.until(TUESDAY + "14:20", AnomalyStoriesTest::degraded);
    List<Anomaly> told = story.anomalies();
    assertThat(told)
        .extracting(Anomaly::status)
        .containsExactly(Anomaly.Status.FIRED, Anomaly.Status.CONTINUED);
    Anomaly fired = told.get(0);
    assertThat(fired.pattern()).isEqualTo(AnomalyPattern.PAYMENT_FAILURE_SPIKE);
    assertThat(fired.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(fired.firedAt()).isEqualTo(PlaceStory.millis(TUESDAY + "14:15"));
    assertThat(fired.reading()).isEqualTo(0.3);
    assertThat(fired.expected()).isCloseTo(0.04, within(1e-6));
    assertThat(fired.n()).isEqualTo(100);
    assertThat(fired.against()).isEqualTo(Anomaly.Against.NORMAL);

    story.until(TUESDAY + "14:45", AnomalyStoriesTest::usual);
    List<Anomaly> after = story.anomalies();
    assertThat(after).extracting(Anomaly::status).containsExactly(Anomaly.Status.RECOVERED);
    assertThat(after.get(0).at()).isEqualTo(PlaceStory.millis(TUESDAY + "14:35"));
    assertThat(after).extracting(Anomaly::anomalyId).containsExactly(fired.anomalyId());
  }

  @Test
  void oneBadWindowIsNoAnomalyAndTwoOfThreeAre() {
    PlaceStory story =
        PlaceStory.plain()
            .until(TUESDAY + "14:05", AnomalyStoriesTest::usual)
            .window(AnomalyStoriesTest::degraded)
            .window(AnomalyStoriesTest::usual)
            .window(AnomalyStoriesTest::usual);
    assertThat(story.told()).isEmpty();
    story
        .window(AnomalyStoriesTest::degraded)
        .window(AnomalyStoriesTest::usual)
        .window(AnomalyStoriesTest::degraded);
    assertThat(story.told()).containsExactly("T08 FIRED 14:35");
  }

  @Test
  void ofTwentyNinePaymentsNothingIsSaidAndOfThirtyItIs() {
    PlaceStory story = PlaceStory.plain().until(TUESDAY + "14:05", AnomalyStoriesTest::usual);
    story.until(
        TUESDAY + "14:30",
        f -> f.count(Measure.EVENTS, 200).share(Measure.PAYMENT_FAILURES, 20, 29));
    assertThat(story.told()).isEmpty();
    story.until(
        TUESDAY + "14:40",
        f -> f.count(Measure.EVENTS, 200).share(Measure.PAYMENT_FAILURES, 20, 30));
    assertThat(story.told()).containsExactly("T08 FIRED 14:40");
  }

  @Test
  void whatIsFarOutsideOfWhatIsUsualButByLittleDoesNotMatter() {
    PlaceStory story =
        PlaceStory.plain()
            .until(TUESDAY + "14:05", f -> f.share(Measure.CHECKOUT_ABANDONMENT, 40_000, 100_000));
    // Two percentage points are 13 standard errors here.
    story.until(TUESDAY + "15:05", f -> f.share(Measure.CHECKOUT_ABANDONMENT, 42_000, 100_000));
    assertThat(story.told()).isEmpty();
  }

  @Test
  void aNewPlaceIsJudgedByThresholdsAndSaysSo() {
    PlaceStory story = PlaceStory.plain().until("2026-08-31T09:00", AnomalyStoriesTest::usual);
    assertThat(story.normals(AnomalyStoriesTest::usual))
        .containsEntry(Measure.PAYMENT_FAILURES, new Normal(0.1, 0, 0.1, 0));
    story.until("2026-08-31T09:10", AnomalyStoriesTest::degraded);
    List<Anomaly> told = story.anomalies();
    assertThat(told)
        .extracting(Anomaly::against, Anomaly::expected)
        .containsExactly(tuple(Anomaly.Against.THRESHOLD, 0.1));
  }

  @Test
  void aNewPlaceThatBeginsInTroubleDoesNotTakeItForNormal() {
    // Half of all payments fail for three days, ever so few in each window, then few.
    PlaceStory story =
        PlaceStory.plain()
            .until("2026-09-03T00:00", f -> f.share(Measure.PAYMENT_FAILURES, 12, 24))
            .until("2026-09-28T09:00", f -> f.share(Measure.PAYMENT_FAILURES, 1, 24));
    story.anomalies();
    Normal monday =
        story.normals(f -> f.share(Measure.PAYMENT_FAILURES, 1, 24)).get(Measure.PAYMENT_FAILURES);
    assertThat(monday).isNotNull();
    assertThat(monday.weeks()).isEqualTo(3);
    assertThat(monday.expected()).isLessThan(0.06);
  }

  @Test
  void aNewPlaceThatIsInTroubleForDaysDoesNotTakeItForNormal() {
    PlaceStory story =
        PlaceStory.plain()
            .until("2026-09-05T00:00", AnomalyStoriesTest::degraded)
            .until("2026-09-25T09:00", AnomalyStoriesTest::usual);
    // The Friday of the first week was in trouble: those of the three after it are known.
    Normal friday = story.normals(AnomalyStoriesTest::usual).get(Measure.PAYMENT_FAILURES);
    assertThat(friday).isEqualTo(new Normal(0.1, 0, 0.1, 0));
  }

  @Test
  void thatNobodyAnswersIsToldOnceWhereSnapshotsTellItToo() {
    PlaceStory story = PlaceStory.plain().until("2026-08-31T09:00", f -> queue(f, 0, 40, 0));
    story.until("2026-08-31T09:20", f -> queue(f, 9, 0, 5));
    assertThat(story.anomalies())
        .filteredOn(anomaly -> anomaly.pattern() == AnomalyPattern.CAPACITY_GAP)
        .extracting(Anomaly::measure, Anomaly::status)
        .containsOnly(
            tuple(Measure.CAPACITY_SHORT, Anomaly.Status.FIRED),
            tuple(Measure.CAPACITY_SHORT, Anomaly.Status.CONTINUED));
  }

  /**
   * So many wait, some for four minutes, so many were answered; of five snapshots so many short.
   */
  private static Figures queue(Figures figures, long waiting, long answered, long shortOf) {
    Figures queue =
        figures
            .count(Measure.IN_QUEUE, waiting)
            .count(Measure.ANSWERED, answered)
            .share(Measure.CAPACITY_SHORT, shortOf, 5);
    return waiting == 0 ? queue : queue.value(Measure.WAIT_OLDEST, 240_000, waiting);
  }

  @Test
  void afterThreeWeeksTheHoursBeforeSayWhatIsNormal() {
    PlaceStory story = PlaceStory.plain().until("2026-09-21T09:00", AnomalyStoriesTest::usual);
    Normal normal = story.normals(AnomalyStoriesTest::usual).get(Measure.PAYMENT_FAILURES);
    assertThat(normal).isNotNull();
    assertThat(normal.weeks()).isEqualTo(3);
    assertThat(normal.low()).isLessThanOrEqualTo(0.04);
    assertThat(normal.high()).isBetween(0.05, 0.2);
  }

  @Test
  void tenMinutesOfNothingAreSilence() {
    PlaceStory story = PlaceStory.plain().until(TUESDAY + "14:05", AnomalyStoriesTest::usual);
    story.nothingUntil(TUESDAY + "14:14");
    assertThat(story.told()).isEmpty();
    story.nothingUntil(TUESDAY + "14:15");
    assertThat(story.told()).containsExactly("T09 FIRED 14:15");
    story.nothingUntil(TUESDAY + "14:20").until(TUESDAY + "14:40", AnomalyStoriesTest::usual);
    assertThat(story.told()).containsExactly("T09 CONTINUED 14:20", "T09 RECOVERED 14:35");
  }

  @Test
  void thatNothingComesWhereHardlyAnythingDoesIsNoSilence() {
    PlaceStory story = PlaceStory.plain().until(TUESDAY + "14:05", f -> f.count(Measure.EVENTS, 4));
    story.nothingUntil(TUESDAY + "18:00");
    assertThat(story.told()).isEmpty();
  }

  @Test
  void silenceOfTheNightIsNormalAtNight() {
    PlaceStory story = PlaceStory.plain();
    for (int day = 0; day < 28; day++) {
      LocalDate date = LocalDate.parse("2026-08-31").plusDays(day);
      story
          .until(date + "T22:00", AnomalyStoriesTest::usual)
          .nothingUntil(date.plusDays(1) + "T06:00");
    }
    story.told();
    story.until("2026-09-28T22:00", AnomalyStoriesTest::usual).nothingUntil("2026-09-29T06:00");
    assertThat(story.told()).isEmpty();
  }

  @Test
  void aHolidayIsComparedWithHolidays() {
    Map<LocalDate, DayKind> days = Map.of(LocalDate.parse("2026-09-29"), DayKind.HOLIDAY);
    PlaceStory story =
        new PlaceStory(new AnomalySettings(new BusinessCalendar(PlaceStory.ZONE, days), List.of()));
    story.until("2026-09-29T00:00", f -> f.count(Measure.CONTACTS, 30));
    story.until("2026-09-30T00:00", f -> f.count(Measure.CONTACTS, 90));
    assertThat(story.told()).isEmpty();
    Normal wednesday = story.normals(f -> f.count(Measure.CONTACTS, 30)).get(Measure.CONTACTS);
    assertThat(wednesday).isNotNull();
    assertThat(wednesday.expected()).isEqualTo(30);
  }

  @Test
  void whatWasOutOfLineIsNotLearntAndWhatStaysSoIs() {
    PlaceStory story = PlaceStory.plain().until(TUESDAY + "00:00", AnomalyStoriesTest::usual);
    story.until("2026-09-29T23:00", AnomalyStoriesTest::degraded);
    assertThat(expectedAtThatHour(story)).isLessThan(0.05);
    story.until("2026-10-06T23:00", AnomalyStoriesTest::degraded);
    story.until("2026-10-13T23:00", AnomalyStoriesTest::degraded);
    story.until("2026-11-10T23:00", AnomalyStoriesTest::degraded);
    assertThat(expectedAtThatHour(story)).isGreaterThan(0.25);
    story.told();
    story.until("2026-11-11T23:00", AnomalyStoriesTest::degraded);
    assertThat(story.told()).isEmpty();
  }

  private static double expectedAtThatHour(PlaceStory story) {
    Normal normal = story.normals(AnomalyStoriesTest::usual).get(Measure.PAYMENT_FAILURES);
    assertThat(normal).isNotNull();
    return normal.expected();
  }

  @Test
  void anAnomalyOfWhichNothingIsSaidForAnHourIsOver() {
    PlaceStory story = PlaceStory.plain().until(TUESDAY + "14:05", AnomalyStoriesTest::usual);
    story.until(TUESDAY + "14:15", AnomalyStoriesTest::degraded).told();
    story.until(TUESDAY + "15:20", f -> f.count(Measure.EVENTS, 200));
    assertThat(story.told()).containsExactly("T08 UNKNOWN 15:15");
  }

  @Test
  void aWindowIsJudgedOnce() {
    PlaceStory story = PlaceStory.plain().until(TUESDAY + "14:05", AnomalyStoriesTest::usual);
    story.until(TUESDAY + "14:15", AnomalyStoriesTest::degraded).told();
    byte[] before = story.state.toBytes();
    story.nothingUntil(TUESDAY + "14:10").window(AnomalyStoriesTest::degraded);
    assertThat(story.told()).isEmpty();
    assertThat(story.state.toBytes()).isEqualTo(before);
  }

  @Test
  void aServiceLevelThatIsMissedOverHalfAnHour() {
    PlaceStory story =
        PlaceStory.plain().until(TUESDAY + "14:05", f -> f.share(Measure.SERVICE_LEVEL_F4, 36, 40));
    story.until(TUESDAY + "14:20", f -> f.share(Measure.SERVICE_LEVEL_F4, 8, 40));
    assertThat(story.told()).containsExactly("T04 FIRED 14:15", "T04 CONTINUED 14:20");
  }

  @Test
  void aServiceLevelIsJudgedWhenTheWaitsOfItsWindowAreKnown() {
    PlaceStory story =
        PlaceStory.plain().until(TUESDAY + "14:05", f -> f.share(Measure.SERVICE_LEVEL_F4, 36, 40));
    for (int window = 0; window < 4; window++) {
      // Who is still waiting is not in it when the window ends.
      story.window(f -> f.share(Measure.SERVICE_LEVEL_F4, 8, 8));
      story.corrected(0, f -> f.share(Measure.SERVICE_LEVEL_F4, 8, 40));
    }
    assertThat(story.told()).containsExactly("T04 FIRED 14:20", "T04 CONTINUED 14:25");
  }

  @Test
  void aServiceLevelThatTurnsOutToHaveBeenMetCountsAsMet() {
    PlaceStory story =
        PlaceStory.plain().until(TUESDAY + "14:05", f -> f.share(Measure.SERVICE_LEVEL_F4, 36, 40));
    story.window(f -> f.share(Measure.SERVICE_LEVEL_F4, 8, 40));
    story.corrected(0, f -> f.share(Measure.SERVICE_LEVEL_F4, 38, 40));
    story.until(TUESDAY + "14:40", f -> f.share(Measure.SERVICE_LEVEL_F4, 36, 40));
    assertThat(story.told()).isEmpty();
  }

  @Test
  void whatIsAddedUpOverWindowsIsPutRightByWhatComesLater() {
    Objective objective = new Objective(Measure.SERVER_ERRORS, 0.99, 100);
    PlaceStory story =
        new PlaceStory(new AnomalySettings(BusinessCalendar.PLAIN, List.of(objective)));
    story.until("2026-08-31T10:00", f -> f.share(Measure.SERVER_ERRORS, 1, 1_000));
    story.window(f -> f.share(Measure.SERVER_ERRORS, 0, 10));
    // The windows of that hour become bad afterwards, all but the latest.
    for (int ago = 1; ago < 12; ago++) {
      story.corrected(ago, f -> f.share(Measure.SERVER_ERRORS, 400, 1_000));
    }
    story.window(f -> f.share(Measure.SERVER_ERRORS, 300, 1_000));
    assertThat(story.anomalies())
        .filteredOn(a -> a.pattern() == AnomalyPattern.SLO_BURN)
        .extracting(Anomaly::subject)
        .contains("over 1 h", "over 6 h");
  }

  @Test
  void aLongWaitIsOverWhenNobodyWaits() {
    PlaceStory story = PlaceStory.plain().until("2026-08-31T10:00", f -> queue(f, 2, 30_000));
    story.until("2026-08-31T10:10", f -> queue(f, 6, 1_200_000)).told();
    story.until("2026-08-31T10:30", f -> f.count(Measure.ANSWERED, 2).count(Measure.IN_QUEUE, 0));
    assertThat(story.told()).containsExactly("T02 RECOVERED 10:25");
  }

  private static Figures queue(Figures figures, long waiting, double oldest) {
    return figures
        .count(Measure.ANSWERED, 6)
        .count(Measure.IN_QUEUE, waiting)
        .value(Measure.WAIT_OLDEST, oldest, waiting);
  }

  @Test
  void peopleWaitAndNobodyAnswers() {
    PlaceStory story =
        PlaceStory.plain()
            .until(
                "2026-08-31T10:00",
                f ->
                    f.count(Measure.ANSWERED, 6)
                        .count(Measure.IN_QUEUE, 1)
                        .value(Measure.WAIT_OLDEST, 30_000, 1));
    story.until(
        "2026-08-31T10:10",
        f -> f.count(Measure.IN_QUEUE, 5).value(Measure.WAIT_OLDEST, 200_000, 5));
    assertThat(story.told()).containsExactly("T15 FIRED 10:10");
  }

  @Test
  void surveysTurnBad() {
    PlaceStory story =
        PlaceStory.plain().until(TUESDAY + "14:05", f -> f.share(Measure.CSAT, 16, 20));
    story.until(TUESDAY + "14:20", f -> f.share(Measure.CSAT, 4, 20));
    assertThat(story.told()).containsExactly("T13 FIRED 14:15", "T13 CONTINUED 14:20");
  }

  @Test
  void aBudgetBurnsFastAndSlowly() {
    Objective objective = new Objective(Measure.SERVER_ERRORS, 0.99, 100);
    PlaceStory story =
        new PlaceStory(new AnomalySettings(BusinessCalendar.PLAIN, List.of(objective)));
    story.until("2026-09-03T00:00", f -> f.share(Measure.SERVER_ERRORS, 1, 1_000));
    // 7 % of errors are below the 14.4 % that wake people up within the hour.
    story.until("2026-09-04T00:00", f -> f.share(Measure.SERVER_ERRORS, 70, 1_000));
    List<Anomaly> told =
        story.anomalies().stream()
            .filter(a -> a.pattern() == AnomalyPattern.SLO_BURN)
            .filter(a -> a.status() == Anomaly.Status.FIRED)
            .toList();
    assertThat(told)
        .extracting(Anomaly::severity)
        .containsExactly(Severity.HIGH, Severity.MEDIUM, Severity.MEDIUM);
    story.until("2026-09-04T00:20", f -> f.share(Measure.SERVER_ERRORS, 900, 1_000));
    assertThat(story.anomalies())
        .filteredOn(a -> a.status() == Anomaly.Status.FIRED)
        .extracting(Anomaly::expected)
        .containsExactly(14.4 * (1 - 0.99));
  }

  @Test
  void aBudgetThatCanNeverBurnFastEnoughIsRefused() {
    assertThatThrownBy(() -> new Objective(Measure.SERVICE_LEVEL_F4, 0.8, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("above 93.1 %");
    assertThatThrownBy(() -> new Objective(Measure.EVENTS, 0.99, 100))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Objective.problems(Measure.TREATED_HARM, 0.5, 0)).hasSize(3);
  }

  @Test
  void treatedCustomersComplainMoreThanThoseHeldOut() {
    assertThat(judged(new Proportion(60, 10_000), new Proportion(6, 1_000))).isEmpty();
    assertThat(judged(new Proportion(300, 10_000), new Proportion(6, 1_000)))
        .containsExactly("T17 FIRED 07:10");
  }

  private static List<String> judged(Proportion treated, Proportion heldOut) {
    AnomalyPolicy policy = new AnomalyPolicy(AnomalySettings.PLAIN);
    PlaceState state = new PlaceState();
    HeapHistories histories = new HeapHistories();
    List<String> told = new ArrayList<>();
    for (int window = 0; window < 2; window++) {
      long start = window * Window.LENGTH;
      InterventionCounts counts =
          new InterventionCounts(
              "cart",
              start,
              start + Window.LENGTH,
              new Proportion(0, 100),
              new Proportion(20, 100),
              treated,
              heldOut);
      policy.take(state, counts.toPulse(), histories).anomalies().stream()
          .map(
              a ->
                  a.pattern().code()
                      + " "
                      + a.status()
                      + " "
                      + Instant.ofEpochMilli(a.at()).atZone(PlaceStory.ZONE).toLocalTime())
          .forEach(told::add);
    }
    return told;
  }
}

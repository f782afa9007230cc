package io.waymark.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.pulse.Measure;
import io.waymark.domain.rule.Severity;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each measure that a pattern can be seen by shows it, against the weeks before. */
class MeasuresOfPatternsTest {
  /** Tuesday after four weeks. */
  private static final String TUESDAY = "2026-09-29T";

  @Test
  void cartsAreLeft() {
    firesAndRecovers(
        Measure.CART_ABANDONMENT,
        "T01",
        f -> f.share(Measure.CART_ABANDONMENT, 60, 100),
        f -> f.share(Measure.CART_ABANDONMENT, 90, 100));
  }

  @Test
  void formsAreLeft() {
    firesAndRecovers(
        Measure.FORM_ABANDONMENT,
        "T01",
        f -> f.share(Measure.FORM_ABANDONMENT, 20, 100),
        f -> f.share(Measure.FORM_ABANDONMENT, 55, 100));
  }

  @Test
  void pagesAnswerLate() {
    firesAndRecovers(
        Measure.INP_P75,
        "T07",
        f -> f.value(Measure.INP_P75, 180, 100),
        f -> f.value(Measure.INP_P75, 420, 100));
  }

  @Test
  void pagesJumpAbout() {
    firesAndRecovers(
        Measure.CLS_P75,
        "T07",
        f -> f.value(Measure.CLS_P75, 0.06, 100),
        f -> f.value(Measure.CLS_P75, 0.19, 100));
  }

  @Test
  void fewerGoOnToTheNextStep() {
    firesAndRecovers(
        Measure.STEP_CONVERSION,
        "T05",
        f -> f.share(Measure.STEP_CONVERSION, 40, 100),
        f -> f.share(Measure.STEP_CONVERSION, 15, 100));
  }

  @Test
  void visitsAreFrustrating() {
    firesAndRecovers(
        Measure.FRUSTRATION,
        "T06",
        f -> f.share(Measure.FRUSTRATION, 3, 100),
        f -> f.share(Measure.FRUSTRATION, 20, 100));
  }

  @Test
  void manyComplainOfOneTopic() {
    firesAndRecovers(
        Measure.NEGATIVE_MENTIONS,
        "T10",
        f -> f.count(Measure.NEGATIVE_MENTIONS, 4),
        f -> f.count(Measure.NEGATIVE_MENTIONS, 30));
  }

  @Test
  void manyCallForOneReason() {
    firesAndRecovers(
        Measure.CONTACTS,
        "T11",
        f -> f.count(Measure.CONTACTS, 15),
        f -> f.count(Measure.CONTACTS, 60));
  }

  @Test
  void deliveriesOfOneRegionAreLate() {
    firesAndRecovers(
        Measure.LATE_DELIVERIES,
        "T12",
        f -> f.count(Measure.LATE_DELIVERIES, 2),
        f -> f.count(Measure.LATE_DELIVERIES, 25));
  }

  @Test
  void callsArePassedOn() {
    firesAndRecovers(
        Measure.TRANSFERS,
        "T14",
        f -> f.share(Measure.TRANSFERS, 8, 100),
        f -> f.share(Measure.TRANSFERS, 30, 100));
  }

  @Test
  void interventionsAreSuddenlyHeldBack() {
    Anomaly fired =
        firesAndRecovers(
            Measure.SUPPRESSED,
            "T17",
            f -> f.share(Measure.SUPPRESSED, 30, 200),
            f -> f.share(Measure.SUPPRESSED, 110, 200));

    assertThat(fired.severity()).isEqualTo(Severity.HIGH);
    assertThat(fired.reading()).isEqualTo(0.55);
  }

  @Test
  void thatAFewMoreAreHeldBackThanUsualIsNoJump() {
    PlaceStory story =
        PlaceStory.plain()
            .until(TUESDAY + "14:05", f -> f.share(Measure.SUPPRESSED, 300, 2_000))
            .until(TUESDAY + "15:05", f -> f.share(Measure.SUPPRESSED, 560, 2_000));

    assertThat(story.told()).isEmpty();
  }

  @Test
  void aNewPageIsJudgedByWhatIsPoorAnywhere() {
    PlaceStory story =
        PlaceStory.plain()
            .until("2026-08-31T09:00", f -> vitals(f, 490, 0.24))
            .until("2026-08-31T09:10", f -> vitals(f, 510, 0.26));

    assertThat(story.anomalies())
        .extracting(Anomaly::measure, Anomaly::against, Anomaly::expected)
        .containsExactly(
            tuple(Measure.INP_P75, Anomaly.Against.THRESHOLD, 500.0),
            tuple(Measure.CLS_P75, Anomaly.Against.THRESHOLD, 0.25));
  }

  private static Figures vitals(Figures figures, double inp, double cls) {
    return figures.value(Measure.INP_P75, inp, 100).value(Measure.CLS_P75, cls, 100);
  }

  private static Anomaly firesAndRecovers(
      Measure measure, String code, UnaryOperator<Figures> usual, UnaryOperator<Figures> bad) {
    PlaceStory story = PlaceStory.plain().until(TUESDAY + "14:05", usual);
    assertThat(story.told()).isEmpty();

    story.until(TUESDAY + "14:15", bad);
    Anomaly fired = story.anomalies().get(0);
    assertThat(fired)
        .extracting(a -> a.pattern().code(), Anomaly::measure, Anomaly::status, Anomaly::against)
        .containsExactly(code, measure, Anomaly.Status.FIRED, Anomaly.Against.NORMAL);
    assertThat(fired.at()).isEqualTo(PlaceStory.millis(TUESDAY + "14:15"));

    story.until(TUESDAY + "14:40", usual);
    assertThat(story.told()).containsExactly(code + " RECOVERED 14:30");
    return fired;
  }
}

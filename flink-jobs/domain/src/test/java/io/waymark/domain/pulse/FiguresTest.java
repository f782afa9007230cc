package io.waymark.domain.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.kpi.ContactGoal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private final Map<Tally, Double> sums = new EnumMap<>(Tally.class);

  @Test
  void ofNothingThereIsOnlyThatNothingHappened() {
    assertThat(figures(null)).containsExactly(new Figure(Measure.EVENTS, 0.0, null, null, 0));
  }

  @Test
  void aShareSaysWhatItIsMadeOf() {
    sums.put(Tally.OFFERED_ANSWERED, 1000.0);
    sums.put(Tally.OFFERED_ANSWERED_IN_TIME, 860.0);
    sums.put(Tally.OFFERED_LEFT, 60.0);
    sums.put(Tally.OFFERED_LEFT_IN_TIME, 20.0);
    sums.put(Tally.OFFERED_LEFT_SHORTLY, 10.0);

    assertThat(figures(null))
        .contains(
            new Figure(Measure.SERVICE_LEVEL_F4, 860 / 1040.0, 860.0, 1040.0, 1040),
            new Figure(Measure.SERVICE_LEVEL_F6, 860 / 1050.0, 860.0, 1050.0, 1050));
  }

  /** The mean of those that are known, and not less because of others. */
  @Test
  void aWaitThatIsNotKnownIsNotZero() {
    sums.put(Tally.ANSWERED, 10.0);
    sums.put(Tally.WAITED_ANSWERED, 4.0);
    sums.put(Tally.WAITED_ANSWERED_MILLIS, 40_000.0);

    assertThat(figures(null))
        .contains(new Figure(Measure.SPEED_OF_ANSWER, 10_000.0, 40_000.0, 4.0, 4));
  }

  @Test
  void errorsWithoutAViewAreToldButTheirShareIsNotDefined() {
    sums.put(Tally.ERRORS, 3.0);

    assertThat(figures(null)).contains(new Figure(Measure.ERRORS, null, 3.0, 0.0, 0));
  }

  @Test
  void netEmotionIsOfAllWhoWereThereAlsoOfThoseWhoFeltNeither() {
    sums.put(Tally.EMOTION, 1.0);
    sums.put(Tally.EMOTION_KNOWN, 10.0);
    sums.put(Tally.FELT_WELL, 2.0);
    sums.put(Tally.FELT_BADLY, 5.0);

    assertThat(figures(null)).contains(new Figure(Measure.NET_EMOTION, -0.3, -3.0, 10.0, 10));
  }

  @Test
  void ifNobodyWaitsNothingIsTheLongest() {
    assertThat(figures(new Queue(0, null)))
        .contains(
            new Figure(Measure.IN_QUEUE, 0.0, null, null, 0),
            new Figure(Measure.WAIT_OLDEST, null, null, null, 0));
    assertThat(figures(new Queue(2, 61_000L)))
        .contains(new Figure(Measure.WAIT_OLDEST, 61_000.0, null, null, 2));
  }

  private List<Figure> figures(@Nullable Queue queue) {
    return Figures.of(
        new Totals() {
          @Override
          public double sum(Tally tally) {
            return sums.getOrDefault(tally, 0.0);
          }

          @Override
          public long samples(Quantity quantity) {
            return 0;
          }

          @Override
          public @Nullable Double quantile(Quantity quantity, double rank) {
            return null;
          }

          @Override
          public long distinct(Crowd crowd) {
            return 0;
          }
        },
        queue,
        ContactGoal.STANDARD);
  }
}

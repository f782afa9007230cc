package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.FrictionEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final long START = 1_767_225_600_000L;
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final Deadlines deadlines = new Deadlines();

  @Test
  void whatIsDueInSecondsComesBeforeWhatIsDueInWeeks() {
    JourneyAtHand weeks = journey(1);
    JourneyAtHand seconds = journey(2);
    wake(weeks, START + 30 * DAY);
    wake(seconds, START + 30 * DAY);
    wake(seconds, START + 20_000);

    assertThat(deadlines.due(START + 19_999)).isNull();
    assertThat(deadlines.due(START + 20_000)).isSameAs(seconds);
    wake(seconds, START + 30 * DAY);
    assertThat(deadlines.due(START + 30 * DAY - 1)).isNull();
    assertThat(everyDue(START + 30 * DAY)).containsExactlyInAnyOrder(weeks, seconds);
  }

  @Test
  void whatHasLeftIsNotFoundAnyMoreWhereverItStood() {
    List<JourneyAtHand> journeys = IntStream.range(0, 6).mapToObj(DeadlinesTest::journey).toList();
    journeys.forEach(journey -> wake(journey, START + 30 * DAY));
    assertThat(deadlines.due(START)).isNull();
    wake(journeys.get(1), START + 5_000);
    deadlines.remove(journeys.get(0));
    deadlines.remove(journeys.get(1));
    deadlines.remove(journeys.get(3));

    assertThat(journeys.get(0).hasDeadlineAtHand()).isFalse();
    assertThat(everyDue(START + 31 * DAY))
        .containsExactlyInAnyOrder(journeys.get(2), journeys.get(4), journeys.get(5));
  }

  /** Against a list that is gone through. */
  @Test
  void eachIsFoundWhenItsTimeHasComeHoweverItMoved() {
    Random random = new Random(20_261_122);
    List<JourneyAtHand> all = IntStream.range(0, 200).mapToObj(DeadlinesTest::journey).toList();
    long time = START;
    for (int step = 0; step < 20_000; step++) {
      JourneyAtHand one = all.get(random.nextInt(all.size()));
      switch (random.nextInt(10)) {
        case 0 -> {
          deadlines.remove(one);
          one.replace(null, FrictionEngine.NEVER);
        }
        case 1 -> wake(one, FrictionEngine.NEVER);
        case 2, 3 -> wake(one, time + 1 + random.nextInt(20_000));
        case 4, 5 -> wake(one, time + 1 + random.nextLong(3 * HOUR));
        case 6 -> wake(one, time + 1 + random.nextLong(40 * DAY));
        default -> time += random.nextInt(100) == 0 ? random.nextLong(DAY) : random.nextInt(9_000);
      }
      long now = time;
      List<JourneyAtHand> expected = all.stream().filter(journey -> journey.wakeAt <= now).toList();
      assertThat(everyDue(now)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(all)
          .allMatch(
              journey -> journey.wakeAt == FrictionEngine.NEVER || journey.hasDeadlineAtHand());
    }
  }

  /** Those that are due; then they have no deadline any more. */
  private List<JourneyAtHand> everyDue(long time) {
    List<JourneyAtHand> found = new ArrayList<>();
    for (JourneyAtHand due = deadlines.due(time); due != null; due = deadlines.due(time)) {
      found.add(due);
      wake(due, FrictionEngine.NEVER);
    }
    return found;
  }

  private void wake(JourneyAtHand journey, long at) {
    journey.replace(new byte[0], at);
    deadlines.moved(journey);
  }

  private static JourneyAtHand journey(int number) {
    return JourneyAtHand.stored("c" + number, number, PackedJourney.NEW);
  }
}

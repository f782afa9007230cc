package io.waymark.domain.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.pulse.Pulse;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AnomalyProperties {

  /** One place of a simulated log, from its fourth week of history on. */
  private static final class Course {
    private final AnomalyPolicy policy;
    private PlaceState state = new PlaceState();
    private HeapHistories histories = new HeapHistories();
    private final List<Anomaly> told = new ArrayList<>();

    Course(SimulatedLog log) {
      policy = new AnomalyPolicy(log.settings);
    }

    void take(Pulse pulse) {
      told.addAll(policy.take(state, pulse, histories).anomalies());
    }

    void restart() {
      state = policy.read(state.toBytes());
      HeapHistories read = new HeapHistories();
      histories.hours.forEach((bucket, hour) -> read.put(bucket, HourHistory.of(hour.toBytes())));
      histories = read;
    }

    long bytes() {
      return state.toBytes().length
          + histories.hours.values().stream().mapToLong(hour -> hour.toBytes().length).sum();
    }
  }

  @Property(tries = 12)
  void aRestartInTheMiddleChangesNothing(
      @ForAll @IntRange(min = 1, max = 1_000) int seed,
      @ForAll @IntRange(min = 0, max = 11) int which,
      @ForAll @IntRange(min = 0, max = 12_000) int first,
      @ForAll @IntRange(min = 0, max = 500) int apart) {
    SimulatedLog log = new SimulatedLog(seed);
    SimulatedPlace place = log.places.get(which);
    List<Pulse> pulses = new ArrayList<>();
    log.play(place, SimulatedLog.START, SimulatedLog.LIVE + SimulatedLog.WEEK, pulses::add);
    Course straight = new Course(log);
    Course restarted = new Course(log);
    for (int i = 0; i < pulses.size(); i++) {
      straight.take(pulses.get(i));
      restarted.take(pulses.get(i));
      if (i >= first && (i - first) % (apart + 1) == 0) {
        restarted.restart();
      }
    }
    assertThat(restarted.told).isEqualTo(straight.told);
    assertThat(restarted.state.toBytes()).isEqualTo(straight.state.toBytes());
  }

  @Test
  void whatIsRememberedDoesNotGrowAfterEightWeeks() {
    SimulatedLog log = new SimulatedLog(7);
    for (SimulatedPlace place : log.places) {
      Course course = new Course(log);
      log.play(place, SimulatedLog.START, SimulatedLog.END + SimulatedLog.WEEK, course::take);
      long early = course.bytes();
      log.play(
          place,
          SimulatedLog.END + SimulatedLog.WEEK,
          SimulatedLog.END + 12 * SimulatedLog.WEEK,
          course::take);
      long measures = place.pulse(0, 10, Trouble.NONE, new Chance(1)).figures().size();
      assertThat(course.state.toBytes()).hasSizeLessThan((int) (4_000 + 100 * measures));
      // Per hour of the week and measure eight summaries, their name, and a checksum.
      assertThat(course.bytes())
          .isLessThan((long) BusinessCalendar.BUCKETS * (16 + measures * (11 * 8 + 32)) + 6_000);
      if (place.opens() == SimulatedLog.START) {
        assertThat(course.bytes()).isLessThan(early * 5 / 4);
      }
    }
  }

  @Test
  void aPlaceThatWasNotSeenForEightWeeksIsForgotten() {
    SimulatedLog log = new SimulatedLog(8);
    Course course = new Course(log);
    SimulatedPlace place = log.places.get(0);
    log.play(place, SimulatedLog.START, SimulatedLog.START + SimulatedLog.WEEK, course::take);
    Pulse any = place.pulse(0, 1, Trouble.NONE, new Chance(1));
    long gone = SimulatedLog.START + 9 * SimulatedLog.WEEK;
    assertThat(course.policy.elapse(course.state, any.place(), gone, course.histories).wakeAt())
        .isLessThan(Long.MAX_VALUE);
    assertThat(course.policy.elapse(course.state, any.place(), gone + 1, course.histories).wakeAt())
        .isEqualTo(Long.MAX_VALUE);
  }
}

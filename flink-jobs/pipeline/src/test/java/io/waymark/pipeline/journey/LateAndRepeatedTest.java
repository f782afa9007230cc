package io.waymark.pipeline.journey;

import static io.waymark.pipeline.journey.EventLog.event;
import static io.waymark.pipeline.journey.Rules.BOUND;
import static io.waymark.pipeline.journey.Rules.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.pipeline.journey.JourneyHarness.Setup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that come when it is almost too late, too late, or once more. */
class LateAndRepeatedTest {
  private static final long T = EventLog.START;
  private static final int ORDERS = 100;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1})
  void whatComesAsLateAsTheBoundAllowsIsInTimeAndAMillisecondLaterIsNot(long beyond)
      throws Exception {
    long deadline = T + 30 * MINUTE;
    long latest = deadline + BOUND + beyond;
    try (JourneyHarness harness = Setup.on(directory).start()) {
      harness.arrive(event("e1", "begin_checkout", T, "ann"));
      harness.arrive(event("e2", "click", latest, "bob"));
      // As the source has it: an event that old is still expected.
      harness.watermark(latest - BOUND - 1);

      harness.arrive(event("e3", "purchase", deadline, "ann"));
      harness.end();

      if (beyond > 0) {
        assertThat(harness.signals())
            .extracting(Signal::status)
            .containsExactly(Status.FIRED, Status.RETRACTED);
        assertThat(harness.signals()).extracting(Signal::signalId).containsOnly(firstId(harness));
        assertThat(harness.late()).hasSize(1);
      } else {
        assertThat(harness.signals()).isEmpty();
        assertThat(harness.late()).isEmpty();
      }
    }
  }

  @Test
  void whatIsSentTwiceAndAnHourThatIsSentAgainChangeNothing() throws Exception {
    // A customer's last two dozen ids are known for longer than the bound.
    List<Event> log = EventLog.random(600, 10_000, 1);
    List<Signal> expected = EventLog.expected(log);
    List<Event> lastHour =
        log.stream().filter(event -> event.time() >= EventLog.END - 60 * MINUTE).toList();
    assertThat(lastHour).hasSizeGreaterThan(4_000);

    for (int order = 0; order < ORDERS; order++) {
      Random random = new Random(order);
      try (JourneyHarness harness =
          Setup.on(directory).backend(new HashMapStateBackend()).start()) {
        harness.arriveInTime(withCopies(EventLog.arriving(log, random), random));
        List<Event> again = new ArrayList<>(lastHour);
        Collections.shuffle(again, random);
        harness.arriveInTime(again);
        harness.end();

        assertThat(harness.signals()).as("order %d", order).isEqualTo(expected);
      }
    }
  }

  /** One in ten comes once more, some events later. */
  private static List<Event> withCopies(List<Event> arriving, Random random) {
    List<Event> all = new ArrayList<>(arriving);
    for (int i = arriving.size() - 1; i >= 0; i--) {
      if (random.nextInt(10) == 0) {
        all.add(Math.min(all.size(), i + 1 + random.nextInt(20)), arriving.get(i));
      }
    }
    return all;
  }

  private static String firstId(JourneyHarness harness) {
    return harness.signals().get(0).signalId();
  }
}

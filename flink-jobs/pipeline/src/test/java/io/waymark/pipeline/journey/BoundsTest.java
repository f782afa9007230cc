package io.waymark.pipeline.journey;

import static io.waymark.pipeline.journey.EventLog.event;
import static io.waymark.pipeline.journey.Rules.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.journey.JourneyHarness.Setup;
import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one customer may cost the others. */
class BoundsTest {
  private static final long T = Math.floorDiv(EventLog.START, MINUTE) * MINUTE;
  private static final int PER_MINUTE = Rules.LIMITS.eventsPerMinute();

  @TempDir Path directory;

  private Setup setup;

  @BeforeEach
  void setUp() {
    setup = Setup.on(directory);
  }

  @Test
  void ofABotSoManyEventsOfAMinuteCountTheOthersAreCountedAndNobodyElseIsConcerned()
      throws Exception {
    int bot = 10_000;
    OperatorSubtaskState state;
    try (JourneyHarness harness = setup.start()) {
      harness.arrive(event("b", "begin_checkout", T - 29 * MINUTE - 55_000, "bot"));
      harness.watermark(T - 1);
      for (int i = 0; i < bot / 2; i++) {
        harness.arrive(event("e" + i, "purchase?", T + i / 10, "bot"));
        if (i % 1_000 == 0) {
          harness.arrive(event("p" + i, "begin_checkout", T + i / 10, "person " + i));
        }
      }
      harness.watermark(T + 700);
      state = harness.snapshot();
    }
    try (JourneyHarness harness = setup.parallelism(2).restore(state, 1)) {
      for (int i = bot / 2; i < bot; i++) {
        harness.arrive(event("e" + i, "purchase?", T + i / 10, "bot"));
      }
      harness.watermark(T + 10_000);
      assertThat(harness.signals())
          .as("a deadline comes in the middle of what is left out")
          .extracting(Signal::customerId, Signal::occurredAt)
          .containsExactly(tuple("bot", T + 5_000));
      harness.arrive(event("p", "purchase", T + MINUTE, "bot"));
      harness.end();
      assertThat(harness.signals())
          .filteredOn(signal -> signal.customerId().equals("bot"))
          .extracting(Signal::status)
          .containsExactly(Signal.Status.FIRED, Signal.Status.RESOLVED);
      assertThat(harness.signals())
          .filteredOn(signal -> signal.customerId().startsWith("person"))
          .hasSize(5);
      harness.snapshot();
      assertThat(harness.count(Ledger.Count.LIMITED)).isEqualTo(bot - PER_MINUTE);
      assertThat(harness.count(Ledger.Count.PROCESSED)).isEqualTo(1 + PER_MINUTE + 5 + 1);
      assertThat(harness.late()).isEmpty();
    }
  }
}

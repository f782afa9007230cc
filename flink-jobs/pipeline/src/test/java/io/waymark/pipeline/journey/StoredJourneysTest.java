package io.waymark.pipeline.journey;

import static io.waymark.pipeline.journey.EventLog.event;
import static io.waymark.pipeline.journey.Rules.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.journey.JourneyHarness.Setup;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What of a journey is where: stored with a timer, or at hand and in the pages of a checkpoint. */
class StoredJourneysTest {
  private static final long T = EventLog.START;

  @TempDir Path directory;

  private Setup setup;

  @BeforeEach
  void setUp() {
    setup = Setup.on(directory);
  }

  @Test
  void whoIsQuietHasAtMostOneTimerAndNoneWithoutADeadline() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      harness.arrive(event("e0", "click", T, "bob"));
      harness.watermark(T);
      harness.goQuiet();
      assertThat(harness.journeys()).isEqualTo(1);
      assertThat(harness.timers()).isZero();
      for (int minute = 0; minute < 20; minute++) {
        harness.arrive(event("e" + minute, "begin_checkout", T + minute * MINUTE + 2, "ann"));
        harness.watermark(T + minute * MINUTE + 2);
        harness.goQuiet();
        assertThat(harness.timers()).isEqualTo(1);
      }
      harness.arrive(event("q", "queue_entered", T + 20 * MINUTE, "ann"));
      harness.watermark(T + 20 * MINUTE);
      harness.goQuiet();
      assertThat(harness.timers()).isEqualTo(1);
      harness.watermark(T + 21 * MINUTE);
      assertThat(harness.signals()).extracting(Signal::ruleId).containsExactly("queue");
      harness.goQuiet();
      assertThat(harness.timers()).isEqualTo(1);
      harness.end();
      harness.goQuiet();
      assertThat(harness.timers()).isZero();
      assertThat(harness.signals())
          .extracting(Signal::ruleId, Signal::occurredAt)
          .contains(tuple("abandoned", T + 49 * MINUTE + 2));
    }
  }

  @Test
  void whoIsActiveIsInACheckpointWithoutBeingWritten() throws Exception {
    OperatorSubtaskState state;
    try (JourneyHarness harness = setup.start()) {
      harness.arrive(event("e1", "begin_checkout", T, "ann"));
      harness.watermark(T);
      state = harness.snapshot();
      assertThat(harness.journeys()).isZero();
      assertThat(harness.timers()).isZero();
    }
    try (JourneyHarness harness = setup.parallelism(2).rules(List.of()).restore(state, 1)) {
      harness.goQuiet();
      assertThat(harness.journeys()).isEqualTo(1);
      assertThat(harness.timers()).isEqualTo(1);
      state = harness.snapshot();
      harness.watermark(T + 30 * MINUTE);
      assertThat(harness.signals()).hasSize(1);
    }
    try (JourneyHarness harness = setup.rules(List.of()).restore(state, 2)) {
      assertThat(harness.timers()).isEqualTo(1);
      harness.watermark(T + 30 * MINUTE);
      assertThat(harness.signals()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(PriorityQueueStateType.class)
  void timersSurviveARestore(PriorityQueueStateType timers) throws Exception {
    EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend(true);
    backend.setPriorityQueueStateType(timers);
    setup = setup.backend(backend);
    OperatorSubtaskState state;
    try (JourneyHarness harness = setup.start()) {
      harness.arrive(event("e1", "begin_checkout", T, "ann"));
      harness.watermark(T);
      harness.goQuiet();
      harness.arrive(event("e2", "begin_checkout", T + 10 * MINUTE, "ann"));
      harness.watermark(T + 10 * MINUTE);
      state = harness.snapshot();
    }
    try (JourneyHarness harness = setup.parallelism(2).restore(state, 1)) {
      assertThat(harness.timers()).isEqualTo(1);
      harness.watermark(T + 30 * MINUTE);
      assertThat(harness.signals()).isEmpty();
      harness.goQuiet();
      assertThat(harness.timers()).isEqualTo(1);
      harness.watermark(T + 40 * MINUTE);
      assertThat(harness.signals()).hasSize(1);
    }
  }
}

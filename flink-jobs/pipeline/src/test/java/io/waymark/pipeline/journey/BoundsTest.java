package io.waymark.pipeline.journey;

import static io.waymark.pipeline.journey.EventLog.event;
import static io.waymark.pipeline.journey.Rules.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.journey.JourneyHarness.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
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

  @Test
  void aCustomerOfWhomThousandsComeAtOnceDoesNotHoldUpACheckpoint() throws Exception {
    List<Event> log = new ArrayList<>(traffic(20_000));
    log.removeIf(event -> !event.customer().equals("hot"));
    List<Signal> expected = EventLog.expected(log);
    assertThat(expected).hasSizeGreaterThan(100);
    List<Signal> found;
    OperatorSubtaskState state;
    try (JourneyHarness harness = setup.start()) {
      for (Event event : log) {
        harness.arrive(event);
      }
      var mailbox = harness.subtask(0).getTaskMailbox();
      mailbox.put(new Mail(() -> {}, TaskMailbox.MIN_PRIORITY, "a checkpoint barrier"));
      harness.end();
      state = harness.snapshot();
      found = new ArrayList<>(harness.signals());
      assertThat(harness.count(Ledger.Count.PROCESSED))
          .as("evaluated before it gave way")
          .isEqualTo(ReorderBuffer.MOST_AT_ONCE);
      int turns = 0;
      while (mailbox.hasMail()) {
        mailbox.tryTake(TaskMailbox.MIN_PRIORITY).orElseThrow().run();
        turns++;
      }
      assertThat(turns).isLessThan(20);
      assertThat(harness.signals()).isEqualTo(expected);
    }
    try (JourneyHarness harness = setup.parallelism(2).restore(state, 1)) {
      harness.watermark(T + Duration.ofDays(3).toMillis());
      found.addAll(harness.signals());
    }
    assertThat(EventLog.sorted(found)).isEqualTo(expected);
  }

  @Test
  void aCustomerWithAThirdOfTheTrafficFindsTheSameThroughABufferThatTakesLittle() throws Exception {
    List<Event> log = traffic(20_000);
    List<Signal> found;
    OperatorSubtaskState state;
    try (JourneyHarness harness = setup.buffer(64 * 1_024).start()) {
      for (Event event : log.subList(0, 15_000)) {
        harness.arrive(event);
      }
      harness.watermark(T + 5_000 * 40L);
      state = harness.snapshot();
      found = new ArrayList<>(harness.signals());
    }
    try (JourneyHarness harness = setup.buffer(64 * 1_024).parallelism(2).restore(state, 1)) {
      for (Event event : log.subList(15_000, 20_000)) {
        harness.arrive(event);
      }
      for (int i = 5_000; i <= 20_000; i += 1_000) {
        harness.watermark(T + i * 40L);
      }
      harness.end();
      found.addAll(harness.signals());
      harness.snapshot();
      assertThat(harness.count(Ledger.Count.PROCESSED)).isEqualTo(log.size());
    }
    assertThat(EventLog.sorted(found)).isEqualTo(EventLog.expected(log));
  }

  /** Three of ten events are of one customer, none of whose minutes is full. */
  private static List<Event> traffic(int events) {
    String[] types = {"begin_checkout", "click", "click", "purchase", "queue_entered", "click"};
    Random random = new Random(1);
    List<Event> log = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      String customer = i % 10 < 3 ? "hot" : "c" + random.nextInt(5_000);
      log.add(event("e" + i, types[random.nextInt(types.length)], T + i * 40L, customer));
    }
    return log;
  }
}

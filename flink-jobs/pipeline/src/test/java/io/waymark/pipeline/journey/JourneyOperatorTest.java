package io.waymark.pipeline.journey;

import static io.waymark.pipeline.journey.EventLog.event;
import static io.waymark.pipeline.journey.Rules.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.RuleUsage;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.pipeline.journey.JourneyHarness.Setup;
import io.waymark.pipeline.rules.RuleUpdate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JourneyOperatorTest {
  private static final long T = EventLog.START;

  @TempDir Path directory;

  private Setup setup;

  @BeforeEach
  void setUp() {
    setup = Setup.on(directory);
  }

  @Test
  void anAbandonedCheckoutIsNoticedWhenNobodySendsAnythingMore() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      harness.arrive(event("e1", "begin_checkout", T, "ann"));
      harness.watermark(T + 30 * MINUTE - 1);
      assertThat(harness.signals()).isEmpty();
      harness.watermark(T + 30 * MINUTE);
      assertThat(harness.signals())
          .singleElement()
          .satisfies(
              signal -> {
                assertThat(signal.ruleId()).isEqualTo("abandoned");
                assertThat(signal.customerId()).isEqualTo("ann");
                assertThat(signal.occurredAt()).isEqualTo(T + 30 * MINUTE);
              });
      assertThat(harness.watermarks()).containsExactly(T + 30 * MINUTE - 1, T + 30 * MINUTE);
    }
  }

  @Test
  void anEventAtTheDeadlineComesBeforeIt() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      harness.arrive(event("e2", "purchase", T + 30 * MINUTE, "ann"));
      harness.arrive(event("e1", "begin_checkout", T, "ann"));
      harness.end();
      assertThat(harness.signals()).isEmpty();
    }
  }

  @Test
  void whatRulesHaveCostIsSaidNowAndThenOfAllOfThem() throws Exception {
    List<Event> log = EventLog.random(50, 2_000, 5);
    try (JourneyHarness harness = setup.start()) {
      harness.arriveInTime(EventLog.arriving(log, new Random(5)));
      assertThat(harness.usage()).isEmpty();
      harness.pass(Duration.ofMinutes(1));

      assertThat(harness.usage())
          .extracting(RuleUsage::ruleId)
          .contains("abandoned", "clicks", "queue", "hesitates");
      assertThat(harness.usage())
          .allSatisfy(
              usage -> {
                assertThat(usage.events()).isPositive();
                assertThat(usage.journeys()).isPositive();
              })
          .anySatisfy(usage -> assertThat(usage.nanos()).isPositive())
          .anySatisfy(usage -> assertThat(usage.bytes()).isPositive());
    }
  }

  @Test
  void aHundredArrivalOrdersGiveTheSameSignals() throws Exception {
    List<Event> log = EventLog.random(300, 10_000, 1);
    List<Signal> expected = EventLog.expected(log);
    assertThat(expected).hasSizeGreaterThan(2_000);
    for (int order = 0; order < 100; order++) {
      try (JourneyHarness harness = setup.backend(new HashMapStateBackend()).start()) {
        harness.arriveInTime(EventLog.arriving(log, new Random(order)));
        harness.end();
        assertThat(harness.signals()).as("order %d", order).isEqualTo(expected);
        assertThat(harness.late()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-5})
  void journeysThatAreHardlyEverAtHandGiveTheSameSignals(double cache) throws Exception {
    List<Event> log = EventLog.random(50, 2_000, 5);
    try (JourneyHarness harness = setup.cache(cache).start()) {
      harness.arriveInTime(EventLog.arriving(log, new Random(5)));
      harness.end();
      assertThat(harness.signals()).isEqualTo(EventLog.expected(log));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-5, 0.1})
  void aRestoreInTheMiddleAtAnotherParallelismChangesNothing(double cache) throws Exception {
    setup = setup.cache(cache);
    List<Event> log = EventLog.random(60, 3_000, 2);
    List<Event> order = EventLog.arriving(log, new Random(7));
    List<Signal> found = new ArrayList<>();
    OperatorSubtaskState state;
    try (JourneyHarness one = setup.start()) {
      one.arriveInTime(order.subList(0, 1_000));
      one.snapshot(); // what it wrote has been drained, or not, by the next one
      one.arriveInTime(order.subList(1_000, 1_300));
      state = one.snapshot();
      found.addAll(one.signals());
      one.arriveInTime(order.subList(1_300, 1_500)); // lost in the crash
    }
    try (JourneyHarness two = setup.parallelism(2).rules(List.of()).restore(state, 1)) {
      two.arriveInTime(order.subList(1_300, 2_200));
      state = two.snapshot();
      found.addAll(two.signals());
    }
    try (JourneyHarness one = setup.rules(List.of()).restore(state, 2)) {
      one.arriveInTime(order.subList(2_200, order.size()));
      one.end();
      found.addAll(one.signals());
    }
    assertThat(EventLog.sorted(found)).isEqualTo(EventLog.expected(log));
  }

  @Test
  void aBufferThatSpillsGivesTheSameSignalsAcrossARestore() throws Exception {
    List<Event> log = EventLog.random(50, 2_000, 3);
    List<Event> order = EventLog.arriving(log, new Random(3));
    List<Signal> found = new ArrayList<>();
    OperatorSubtaskState state;
    try (JourneyHarness harness = setup.buffer(600).start()) {
      harness.arriveInTime(order.subList(0, 900));
      state = harness.snapshot();
      found.addAll(harness.signals());
    }
    try (JourneyHarness harness = setup.buffer(600).restore(state, 1)) {
      harness.arriveInTime(order.subList(900, order.size()));
      harness.end();
      found.addAll(harness.signals());
    }
    assertThat(EventLog.sorted(found)).isEqualTo(EventLog.expected(log));
  }

  @Test
  void theEndOfTheInputDoesNotEndTime() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      harness.arrive(event("e1", "begin_checkout", T, "ann"));
      harness.watermark(T + 1);
      harness.watermark(Long.MAX_VALUE);
      assertThat(harness.signals()).isEmpty();
      assertThat(harness.watermarks()).containsExactly(T + 1);
      harness.watermark(T + 30 * MINUTE);
      assertThat(harness.signals()).hasSize(1);
    }
  }

  @Test
  void rulesNeitherHoldTimeBackNorMoveIt() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      harness.arrive(event("e1", "begin_checkout", T, "ann"));
      harness.ruleWatermark(T + 60 * MINUTE);
      harness.ruleWatermark(Long.MAX_VALUE);
      harness.subtask(0).processWatermarkStatus2(WatermarkStatus.IDLE);
      assertThat(harness.watermarks()).isEmpty();
      harness.watermark(T + 5);
      assertThat(harness.watermarks()).containsExactly(T + 5);
      harness.subtask(0).processWatermarkStatus1(WatermarkStatus.IDLE);
      assertThat(harness.subtask(0).getOutput()).endsWith(WatermarkStatus.IDLE);
      assertThat(harness.signals()).isEmpty();
    }
  }

  @Test
  void eventsWaitForTheFirstRules() throws Exception {
    try (JourneyHarness harness = setup.rules(List.of()).start()) {
      for (int i = 0; i < 3; i++) {
        harness.arrive(event("e" + i, "click", T + i, "ann"));
      }
      harness.watermark(T + 10);
      harness.publish(RuleUpdate.published("clicks", "clicks", 4));
      assertThat(harness.signals()).isEmpty();
      assertThat(harness.watermarks()).isEmpty();
      harness.publish(RuleUpdate.completed(4));
      assertThat(harness.signals()).hasSize(1);
      assertThat(harness.watermarks()).containsExactly(T + 10);
    }
  }

  @Test
  void theRulesOfACheckpointWinOverTheTopic() throws Exception {
    OperatorSubtaskState state;
    try (JourneyHarness harness = setup.start()) {
      harness.publish(RuleUpdate.withdrawn("clicks", 2));
      harness.publish(RuleUpdate.published("more", "clicks", 2));
      state = harness.snapshot();
    }
    try (JourneyHarness harness = setup.restore(state, 1)) {
      harness.publish(RuleUpdate.completed(2));
      Rules.catalogue().forEach(update -> replay(harness, update));
      for (int i = 0; i < 3; i++) {
        harness.arrive(event("e" + i, "click", T + i, "ann"));
      }
      harness.end();
      assertThat(harness.signals()).extracting(Signal::ruleId).containsExactly("more");
    }
  }

  @Test
  void aRuleThatIsNotUnderstoodKeepsItsVersionAndTheRestOfTheRevisionTakesEffect()
      throws Exception {
    try (JourneyHarness harness = setup.start()) {
      harness.arrive(event("e0", "click", T, "ann"));
      harness.watermark(T);
      harness.publish(RuleUpdate.published("clicks", "nonsense", 2));
      harness.publish(RuleUpdate.published("bad", "nonsense", 2));
      harness.publish(RuleUpdate.published("more", "clicks", 2));
      harness.publish(RuleUpdate.withdrawn("abandoned", 2));
      harness.publish(RuleUpdate.completed(2));
      harness.arrive(event("e1", "click", T + 1, "ann"));
      harness.arrive(event("e2", "click", T + 2, "ann"));
      harness.watermark(T + 2);
      assertThat(harness.signals()).extracting(Signal::ruleId).containsExactly("clicks");
      harness.arrive(event("e3", "click", T + 3, "ann"));
      harness.arrive(event("b", "begin_checkout", T + 3, "bob"));
      harness.end();
      assertThat(harness.signals()).extracting(Signal::ruleId).containsExactly("clicks", "more");
    }
  }

  @Test
  void aRestoreThatDoesNotUnderstandARuleGoesOnWithTheOthers() throws Exception {
    OperatorSubtaskState state;
    try (JourneyHarness harness = setup.start()) {
      clicks(harness, "ann", T, 2);
      clicks(harness, "dora", T, 2);
      harness.arrive(event("b", "begin_checkout", T, "ann"));
      harness.arrive(event("q1", "queue_entered", T, "bob"));
      harness.watermark(T + 1);
      state = harness.snapshot();
    }
    try (JourneyHarness harness =
        setup.notUnderstood("clicks", "queue").parallelism(2).rules(List.of()).restore(state, 1)) {
      clicks(harness, "ann", T + 2, 1);
      harness.watermark(T + 30 * MINUTE);
      assertThat(harness.signals()).extracting(Signal::ruleId).containsExactly("abandoned");
      state = harness.snapshot();
    }
    try (JourneyHarness harness = setup.rules(List.of()).restore(state, 2)) {
      clicks(harness, "ann", T + 3, 1);
      clicks(harness, "dora", T + 3, 1);
      harness.arrive(event("q2", "queue_entered", T + 31 * MINUTE, "cid"));
      harness.watermark(T + 32 * MINUTE);
      // Only who was not touched in between still has what the rules knew of them.
      assertThat(harness.signals())
          .extracting(Signal::ruleId, Signal::customerId)
          .containsExactlyInAnyOrder(tuple("clicks", "dora"), tuple("queue", "cid"));
    }
  }

  @Test
  void anEventBehindTheWatermarkIsEvaluatedInFullUnlessItsPlaceHasPassed() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      harness.watermark(T + MINUTE);
      harness.arrive(event("e1", "begin_checkout", T - 40 * MINUTE, "ann"));
      assertThat(harness.signals())
          .extracting(Signal::status, Signal::occurredAt)
          .containsExactly(tuple(Status.FIRED, T - 10 * MINUTE));
      assertThat(harness.late()).isEmpty();
      harness.arrive(event("e2", "purchase", T - 20 * MINUTE, "ann"));
      assertThat(harness.signals()).extracting(Signal::status).contains(Status.RETRACTED);
      assertThat(harness.late()).extracting(Envelope::time).containsExactly(T - 20 * MINUTE);
    }
  }

  @Test
  void aJourneyEndsWhenNothingTouchesItForItsTimeToLive() throws Exception {
    try (JourneyHarness harness = setup.timeToLive(Duration.ofMinutes(10)).start()) {
      harness.arrive(event("q", "queue_entered", T, "ann"));
      harness.arrive(event("b", "begin_checkout", T, "ann"));
      harness.watermark(T);
      harness.goQuiet();
      assertThat(harness.timers()).isEqualTo(1);
      harness.watermark(T + 20 * MINUTE);
      assertThat(harness.signals()).extracting(Signal::ruleId).containsExactly("queue", "queue");
      harness.goQuiet();
      assertThat(harness.timers()).isZero();
      assertThat(harness.journeys()).isZero();
      harness.arrive(event("q", "queue_left", T + 21 * MINUTE, "ann"));
      harness.watermark(T + 21 * MINUTE);
      harness.goQuiet();
      assertThat(harness.journeys()).isEqualTo(1);
      harness.end();
      assertThat(harness.signals()).extracting(Signal::status).doesNotContain(Status.RESOLVED);
    }
  }

  @Test
  void aLongDrainGivesWayToACheckpointAndHoldsTheWatermarkBack() throws Exception {
    List<Event> log = EventLog.random(30, 300, 5);
    List<Signal> found;
    OperatorSubtaskState state;
    try (JourneyHarness harness = setup.start()) {
      for (Event event : log) {
        harness.arrive(event);
      }
      var mailbox = harness.subtask(0).getTaskMailbox();
      mailbox.put(new Mail(() -> {}, TaskMailbox.MIN_PRIORITY, "a checkpoint barrier"));
      harness.end();
      harness.subtask(0).processWatermarkStatus1(WatermarkStatus.IDLE);
      assertThat(harness.watermarks()).isEmpty();
      assertThat(harness.subtask(0).getOutput()).doesNotContain(WatermarkStatus.IDLE);
      assertThat(harness.signals().size()).isLessThan(EventLog.expected(log).size());
      state = harness.snapshot();
      found = new ArrayList<>(harness.signals());
      while (mailbox.hasMail()) {
        mailbox.tryTake(TaskMailbox.MIN_PRIORITY).orElseThrow().run();
      }
      assertThat(harness.signals()).isEqualTo(EventLog.expected(log));
      assertThat(harness.watermarks()).hasSize(1);
      assertThat(harness.subtask(0).getOutput()).endsWith(WatermarkStatus.IDLE);
    }
    try (JourneyHarness harness = setup.restore(state, 1)) {
      harness.watermark(T + Duration.ofDays(3).toMillis());
      found.addAll(harness.signals());
    }
    assertThat(EventLog.sorted(found)).isEqualTo(EventLog.expected(log));
  }

  @Test
  void everyEventIsCountedOnceUnderItsPartitionAcrossARestore() throws Exception {
    OperatorSubtaskState state;
    try (JourneyHarness harness = setup.start()) {
      harness.arrive(event("e1", "begin_checkout", T, "ann"));
      harness.arrive(event("e1", "begin_checkout", T, "ann"));
      harness.arrive(event("e2", "click", T, "bob"));
      harness.watermark(T);
      harness.arrive(event("e3", "click", T + 1, "ann"));
      state = harness.snapshot();
      assertThat(harness.count(Ledger.Count.PROCESSED)).isEqualTo(2);
      assertThat(harness.count(Ledger.Count.DUPLICATE)).isEqualTo(1);
    }
    try (JourneyHarness harness = setup.parallelism(3).restore(state, 1)) {
      harness.watermark(T + 1);
      harness.arrive(event("e0", "click", T - MINUTE, "ann"));
      harness.snapshot();
      assertThat(harness.count(Ledger.Count.PROCESSED)).isEqualTo(3);
      assertThat(harness.count(Ledger.Count.DUPLICATE)).isEqualTo(1);
      assertThat(harness.count(Ledger.Count.LATE)).isEqualTo(1);
      assertThat(harness.late()).hasSize(1);
    }
  }

  private static void clicks(JourneyHarness harness, String customer, long from, int count)
      throws Exception {
    for (long time = from; time < from + count; time++) {
      harness.arrive(event(customer + time, "click", time, customer));
    }
  }

  private static void replay(JourneyHarness harness, RuleUpdate update) {
    try {
      harness.publish(update);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

package io.waymark.pipeline.journey;

import static io.waymark.pipeline.journey.EventLog.event;
import static io.waymark.pipeline.journey.Rules.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.rule.OnChange;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.journey.JourneyHarness.Setup;
import io.waymark.pipeline.rules.BroadcastRules;
import io.waymark.pipeline.rules.RuleDocument;
import io.waymark.pipeline.rules.RuleUpdate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule is changed while the job runs and customers are in the middle of it. */
class RuleVersionsInFlightTest {
  private static final long T = EventLog.START;

  /** Events between two of many changes. */
  private static final int EACH = 40;

  /** The version that the last of many changes makes. */
  private static final int LAST = 17;

  @TempDir Path directory;

  private Setup setup;

  @BeforeEach
  void setUp() {
    setup = Setup.on(directory);
  }

  /** Of a checkout that has begun before the change, is restored before it, and then after it. */
  @ParameterizedTest
  @EnumSource
  void whatIsOpenAtAChangeIsFinishedRestartedOrDropped(OnChange onChange) throws Exception {
    OperatorSubtaskState state;
    try (JourneyHarness one = setup.start()) {
      one.arrive(event("b", "begin_checkout", T, "ann"));
      one.watermark(T + MINUTE);
      publish(one, 2, Rules.text("abandoned-later", 2, onChange, 20));
      state = one.snapshot();
    }
    List<Signal> signals = new ArrayList<>();
    try (JourneyHarness two = setup.parallelism(2).rules(List.of()).restore(state, 1)) {
      two.watermark(T + 25 * MINUTE);
      state = two.snapshot();
      signals.addAll(two.signals());
    }
    try (JourneyHarness one = setup.rules(List.of()).restore(state, 2)) {
      one.watermark(T + 120 * MINUTE);
      signals.addAll(one.signals());
    }
    assertThat(signals)
        .extracting(signal -> signal.ruleVersion() + " at " + minute(signal))
        .isEqualTo(
            switch (onChange) {
              case FINISH -> List.of("1 at 30");
              case RESTART -> List.of("2 at 40");
              case DROP -> List.of();
            });
  }

  @Test
  void untilALaterEffectiveFromTheVersionBeforeJudges() throws Exception {
    OperatorSubtaskState state;
    try (JourneyHarness one = setup.start()) {
      publish(one, 2, Rules.text("abandoned-later", 2, OnChange.FINISH, 60));
      one.arrive(event("a", "begin_checkout", T + 5 * MINUTE, "ann"));
      one.watermark(T + 6 * MINUTE);
      state = one.snapshot();
    }
    try (JourneyHarness one = setup.rules(List.of()).restore(state, 1)) {
      one.arrive(event("b", "begin_checkout", T + 60 * MINUTE - 1, "bob"));
      one.arrive(event("c", "begin_checkout", T + 60 * MINUTE, "cleo"));
      one.end();
      assertThat(one.signals())
          .extracting(
              signal ->
                  signal.customerId() + " by " + signal.ruleVersion() + " at " + minute(signal))
          .containsExactly("ann by 1 at 35", "bob by 1 at 89", "cleo by 2 at 100");
    }
  }

  /** As long as it is published before its time comes. */
  @ParameterizedTest
  @EnumSource
  void whenTheChangeIsPublishedDoesNotMatterNorWhatIsRestored(OnChange onChange) throws Exception {
    List<Event> log = EventLog.random(20, 800, 7);
    for (String pattern : List.of("abandoned-sooner", "abandoned-later")) {
      String text = Rules.text(pattern, 2, onChange, 60);
      List<Rule> rules = new ArrayList<>(catalogue());
      rules.add(Rules.rule(new RuleDocument("abandoned", text)));
      List<Signal> expected = EventLog.expected(log, rules);
      assertThat(expected).extracting(Signal::ruleVersion).contains(1, 2);
      for (int before : List.of(0, 150, 350)) {
        assertThat(changed(log, text, before)).as(pattern + " " + before).isEqualTo(expected);
      }
    }
  }

  /** The signals if the change is published after so many events, with two restores behind it. */
  private List<Signal> changed(List<Event> log, String text, int before) throws Exception {
    List<Event> arriving = EventLog.arriving(log, new Random(before));
    List<Signal> signals = new ArrayList<>();
    OperatorSubtaskState state;
    try (JourneyHarness one = setup.start()) {
      one.arriveInTime(arriving.subList(0, before));
      publish(one, 2, text);
      state = one.snapshot();
      signals.addAll(one.signals());
    }
    try (JourneyHarness two = setup.parallelism(2).rules(List.of()).restore(state, 1)) {
      two.arriveInTime(arriving.subList(before, 600));
      state = two.snapshot();
      signals.addAll(two.signals());
    }
    try (JourneyHarness one = setup.rules(List.of()).restore(state, 2)) {
      one.arriveInTime(arriving.subList(600, arriving.size()));
      one.end();
      signals.addAll(one.signals());
    }
    return EventLog.sorted(signals);
  }

  /** Every third document cannot be understood; each of the others takes over at its time. */
  @Test
  void manyChangesBetweenRestoresAreJudgedByEventTime() throws Exception {
    List<Event> log = EventLog.random(20, 800, 11);
    List<Rule> rules = new ArrayList<>(catalogue());
    for (int version = 2; version <= LAST; version++) {
      if (isUnderstood(version)) {
        rules.add(Rules.rule(new RuleDocument("abandoned", text(version))));
      }
    }
    List<Signal> expected = EventLog.expected(log, rules);
    assertThat(expected.stream().map(Signal::ruleVersion).distinct()).hasSizeGreaterThan(4);
    assertThat(changedOften(EventLog.arriving(log, new Random(3)))).isEqualTo(expected);
  }

  private List<Signal> changedOften(List<Event> arriving) throws Exception {
    List<Signal> signals = new ArrayList<>();
    OperatorSubtaskState state = null;
    int before = 1;
    for (int version = 2; version <= LAST; ) {
      int subtasks = 3 - before;
      Setup next = setup.parallelism(subtasks);
      try (JourneyHarness harness =
          state == null ? next.start() : next.rules(List.of()).restore(state, before)) {
        for (int i = 0; i < 4 && version <= LAST; i++, version++) {
          publish(harness, version, isUnderstood(version) ? text(version) : "nonsense");
          harness.arriveInTime(arriving.subList((version - 2) * EACH, (version - 1) * EACH));
        }
        if (version > LAST) {
          harness.arriveInTime(arriving.subList((LAST - 1) * EACH, arriving.size()));
          harness.end();
        }
        state = harness.snapshot();
        signals.addAll(harness.signals());
        before = subtasks;
      }
    }
    return EventLog.sorted(signals);
  }

  private static boolean isUnderstood(int version) {
    return version % 3 != 0;
  }

  /** Six minutes apart, as the events are after which they are published; each well ahead. */
  private static String text(int version) {
    return Rules.text(
        version % 2 == 0 ? "abandoned-sooner" : "abandoned-later",
        version,
        OnChange.values()[version / 3 % OnChange.values().length],
        (version - 2) * 6 + 15);
  }

  private static List<Rule> catalogue() {
    return Stream.of("abandoned", "clicks", "queue", "hesitates")
        .map(name -> Rules.rule(new RuleDocument(name, name)))
        .toList();
  }

  @Test
  void recordsThatComeOutOfOrderLeaveTheNewestInForce() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      publish(harness, 3, Rules.text("abandoned-sooner", 3, OnChange.FINISH, 0));
      publish(harness, 2, Rules.text("abandoned-later", 2, OnChange.FINISH, 0));
      harness.arrive(event("b", "begin_checkout", T, "ann"));
      harness.end();
      assertThat(harness.signals()).extracting(Signal::ruleVersion).containsExactly(3);
    }
  }

  @Test
  void aRecordBehindTheEndOfItsRevisionTakesEffectWithTheNextRevision() throws Exception {
    try (JourneyHarness harness = setup.start()) {
      harness.publish(RuleUpdate.completed(2));
      harness.publish(
          RuleUpdate.published(
              "abandoned", Rules.text("abandoned-sooner", 2, OnChange.FINISH, 0), 2));
      harness.arrive(event("a", "begin_checkout", T, "ann"));
      harness.watermark(T + 1);
      harness.publish(RuleUpdate.completed(3));
      harness.arrive(event("b", "begin_checkout", T + 2, "bob"));
      harness.end();
      assertThat(harness.signals())
          .extracting(signal -> signal.customerId() + " by " + signal.ruleVersion())
          .containsExactly("bob by 2", "ann by 1");
    }
  }

  @Test
  void anEventOfTwoDaysAgoIsJudgedByTheVersionOfThen() throws Exception {
    OperatorSubtaskState state;
    try (JourneyHarness harness = setup.start()) {
      publish(harness, 2, Rules.text("abandoned-later", 2, OnChange.FINISH, 20));
      harness.watermark(T + 48 * 60 * MINUTE);
      state = harness.snapshot();
    }
    try (JourneyHarness harness = setup.rules(List.of()).restore(state, 1)) {
      harness.watermark(T + 48 * 60 * MINUTE);
      harness.arrive(event("a", "begin_checkout", T + MINUTE, "offline"));
      harness.arrive(event("b", "begin_checkout", T + 30 * MINUTE, "offline-later"));
      harness.end();
      assertThat(harness.signals())
          .extracting(signal -> signal.customerId() + " by " + signal.ruleVersion())
          .containsExactly("offline by 1", "offline-later by 2");
    }
  }

  @Test
  void aVersionThatNoEventCanBeOfAndNothingBeOpenUnderAnyMoreIsForgotten() throws Exception {
    long needed = Duration.ofDays(14).toMillis() + Rules.BOUND;
    try (JourneyHarness harness = setup.start()) {
      publish(harness, 2, Rules.text("abandoned-later", 2, OnChange.FINISH, 20));
      harness.watermark(T);
      assertThat(stored(harness)).containsExactly(1, 2);
      harness.watermark(T + 20 * MINUTE + needed);
      assertThat(stored(harness)).containsExactly(1, 2);
      harness.watermark(T + 20 * MINUTE + needed + 1);
      assertThat(stored(harness)).containsExactly(2);
    }
  }

  /** The versions that a checkpoint has. */
  private static List<Integer> stored(JourneyHarness harness) throws Exception {
    harness.snapshot();
    BroadcastRules rules =
        BroadcastRules.open(
            harness.subtask(0).getOperator().getOperatorStateBackend(),
            Rules.source(List.of(), Set.of()),
            new UnregisteredMetricsGroup());
    return rules.versions().stream()
        .filter(rule -> rule.id().equals("abandoned"))
        .map(Rule::version)
        .toList();
  }

  private static void publish(JourneyHarness harness, long revision, String text) throws Exception {
    harness.publish(RuleUpdate.published("abandoned", text, revision));
    harness.publish(RuleUpdate.completed(revision));
  }

  private static long minute(Signal signal) {
    return Math.floorDiv(signal.occurredAt() - T, MINUTE);
  }
}

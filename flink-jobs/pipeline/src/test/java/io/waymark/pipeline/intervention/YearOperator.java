package io.waymark.pipeline.intervention;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Pause;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.erasure.ErasureSerializer;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.rules.BroadcastRules;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.rules.RuleUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** The operator that decides in a simulated year, in some subtasks. */
final class YearOperator {
  private static final int MAX_PARALLELISM = 16;
  private static final OutputTag<Decision> DECISIONS =
      new OutputTag<>("decisions", DecisionSerializer.TYPE);
  private static final OutputTag<Erasure> ERASURES =
      new OutputTag<>("erasures", ErasureSerializer.TYPE);
  private static final OutputTag<Observation> HAND_OVERS =
      new OutputTag<>("hand-overs", ObservationSerializer.TYPE);

  private final KeySelector<Observation, String> key;
  private final boolean handsOver;
  private final DecisionClock clock;
  private List<
          KeyedBroadcastOperatorTestHarness<
              String, Observation, Either<RuleUpdate, Pause>, Trigger>>
      subtasks = List.of();

  YearOperator(KeySelector<Observation, String> key, boolean handsOver, DecisionClock clock)
      throws Exception {
    this.key = key;
    this.handsOver = handsOver;
    this.clock = clock;
    start(1, List.of());
  }

  void send(Observation observation) throws Exception {
    int subtask =
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            key.getKey(observation), MAX_PARALLELISM, subtasks.size());
    subtasks.get(subtask).processElement(observation, observation.time());
  }

  void direct(Either<RuleUpdate, Pause> direction) throws Exception {
    for (var subtask : subtasks) {
      subtask.processBroadcastElement(direction, 0);
    }
  }

  void watermark(long time) throws Exception {
    for (var subtask : subtasks) {
      subtask.watermark(time);
    }
  }

  /** All that was told since it was asked before. */
  void told(
      Consumer<Decision> decisions, Consumer<Trigger> triggers, Consumer<Observation> handOvers) {
    for (var subtask : subtasks) {
      subtask.extractOutputValues().forEach(triggers);
      subtask.getOutput().clear();
      drain(subtask.getSideOutput(DECISIONS), decisions);
      drain(subtask.getSideOutput(HAND_OVERS), handOvers);
    }
  }

  private static <T> void drain(@Nullable Iterable<StreamRecord<T>> told, Consumer<T> to) {
    if (told != null) {
      for (var all = told.iterator(); all.hasNext(); all.remove()) {
        to.accept(all.next().getValue());
      }
    }
  }

  List<OperatorSubtaskState> snapshot(long id) throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (var subtask : subtasks) {
      states.add(subtask.snapshot(id, id));
    }
    return states;
  }

  /** Goes on, in so many subtasks, from what was stored; from nothing if nothing was. */
  void start(int parallelism, List<OperatorSubtaskState> stored) throws Exception {
    for (var subtask : subtasks) {
      subtask.close();
    }
    OperatorSubtaskState all =
        stored.isEmpty()
            ? null
            : AbstractStreamOperatorTestHarness.repackageState(
                stored.toArray(OperatorSubtaskState[]::new));
    List<KeyedBroadcastOperatorTestHarness<String, Observation, Either<RuleUpdate, Pause>, Trigger>>
        started = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      var harness = harness(parallelism, i);
      if (all != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                all, MAX_PARALLELISM, stored.size(), parallelism, i));
      }
      harness.open();
      started.add(harness);
    }
    subtasks = started;
  }

  private KeyedBroadcastOperatorTestHarness<String, Observation, Either<RuleUpdate, Pause>, Trigger>
      harness(int parallelism, int subtask) throws Exception {
    return new KeyedBroadcastOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            new DecideInterventionsFunction(
                new DecisionRuntime(
                    new RuleFeed(null, YearRules.source()).rules(),
                    new PausedRules(List::of),
                    YearRules.POLICY,
                    Salt.known("year"),
                    clock),
                new DecisionOutputs(DECISIONS, ERASURES, HAND_OVERS, handsOver)),
            Stream.concat(BroadcastRules.states().stream(), Stream.of(PausedRules.STATE)).toList()),
        key,
        Types.STRING,
        MAX_PARALLELISM,
        parallelism,
        subtask);
  }
}

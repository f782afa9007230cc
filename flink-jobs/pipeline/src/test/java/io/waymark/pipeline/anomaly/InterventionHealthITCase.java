package io.waymark.pipeline.anomaly;

import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.RESUME;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.anomaly.AnomalySettings;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.delivery.Dispatch;
import io.waymark.domain.delivery.Message;
import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.Guardrail;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.intervention.Decision;
import io.waymark.pipeline.delivery.AttemptSerializer;
import io.waymark.pipeline.experiment.OutcomeSerializer;
import io.waymark.pipeline.intervention.DecisionSerializer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Interventions in trouble, on a cluster with RocksDB. */
class InterventionHealthITCase {
  private static final int CUSTOMERS = 3_000;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  void triggersThatNeverArriveAndCustomersWhoLeaveBecauseOfThemAreTold() throws Exception {
    Configuration config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(2);
    var input =
        new InterventionHealth.Input(
            timed(env, "decisions", decisions(), DecisionSerializer.TYPE, Decision::decidedAt),
            timed(env, "outcomes", outcomes(), OutcomeSerializer.TYPE, Outcome::at),
            timed(env, "attempts", attempts(), AttemptSerializer.TYPE, Attempt::at));
    List<String> told = new ArrayList<>();
    try (CloseableIterator<String> lines =
        InterventionHealth.watch(input, () -> AnomalySettings.PLAIN)
            .map(
                a ->
                    a.pattern().code()
                        + " "
                        + a.place().touchpoint()
                        + " "
                        + a.measure().id()
                        + " "
                        + a.status())
            .returns(String.class)
            .uid("tell")
            .collectAsync()) {
      env.execute();
      lines.forEachRemaining(told::add);
    }
    assertThat(told)
        .filteredOn(line -> line.endsWith("FIRED"))
        .containsExactlyInAnyOrder(
            "T17 intervention:broken delivery_failures FIRED",
            "T17 intervention:spam treated_harm FIRED");
  }

  private static List<Decision> decisions() {
    List<Decision> decisions = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      decisions.add(
          new Decision(
              "t" + i,
              Decision.Verdict.ISSUED,
              null,
              null,
              "s" + i,
              "broken",
              1,
              "c" + i,
              RESUME,
              at(i),
              at(i),
              at(i),
              null,
              null,
              null,
              false));
    }
    return decisions;
  }

  /**
   * Half an hour; every tenth of the treated complains of one rule, of the other as few as else.
   */
  private static List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      Arm arm = i % 3 == 0 ? Arm.HOLDOUT : Arm.TREATMENT;
      for (String rule : List.of("spam", "polite")) {
        outcomes.add(outcome(rule, arm, Outcome.Status.OPENED, Set.of(), i));
        boolean annoyed = rule.equals("spam") && arm == Arm.TREATMENT && i % 5 == 0;
        if (annoyed || i % 100 < 2) {
          outcomes.add(
              outcome(rule, arm, Outcome.Status.COMPLAINED, Set.of(Guardrail.COMPLAINT), i));
        }
      }
    }
    return outcomes;
  }

  private static Outcome outcome(
      String rule, Arm arm, Outcome.Status status, Set<Guardrail> touched, int i) {
    return new Outcome(
        "o" + i,
        status,
        rule,
        1,
        "c" + i,
        arm,
        0.3,
        at(i),
        at(i) + MINUTE,
        at(i),
        true,
        null,
        null,
        0,
        null,
        touched,
        false);
  }

  private static List<Attempt> attempts() {
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      boolean arrives = i % 10 != 0;
      attempts.add(
          attempt("broken", arrives ? Attempt.Status.DELIVERED : Attempt.Status.DEAD, i, 3));
      // Too late before it was tried: of history that is told again.
      attempts.add(attempt("late", Attempt.Status.EXPIRED, i, 0));
    }
    return attempts;
  }

  private static Attempt attempt(String rule, Attempt.Status status, int i, int number) {
    Message message = new Message("m" + i, "trigger.issued", "c" + i, at(i), Long.MAX_VALUE, "{}");
    Dispatch dispatch = new Dispatch(message, "t" + i, List.of(rule), "marketing", "email", at(i));
    return new Attempt("crm", status, dispatch, number, 500, null, at(i), 3L, null);
  }

  private static long at(int i) {
    return TEN + i * 30 * MINUTE / CUSTOMERS;
  }

  private static <T> DataStream<T> timed(
      StreamExecutionEnvironment env,
      String id,
      List<T> elements,
      TypeInformation<T> type,
      SerializableTime<T> time) {
    List<T> ordered = new ArrayList<>(elements);
    ordered.sort(Comparator.comparingLong(time));
    SerializableTimestampAssigner<T> assigner = (element, before) -> time.applyAsLong(element);
    return env.fromData(ordered, type)
        .setParallelism(1)
        .uid(id)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<T>forMonotonousTimestamps().withTimestampAssigner(assigner))
        .setParallelism(1)
        .uid(id + "-time");
  }

  private interface SerializableTime<T> extends ToLongFunction<T>, java.io.Serializable {}
}

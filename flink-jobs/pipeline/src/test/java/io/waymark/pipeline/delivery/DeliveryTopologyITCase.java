package io.waymark.pipeline.delivery;

import static io.waymark.domain.delivery.DeliveryStory.EVERYTHING;
import static io.waymark.domain.delivery.DeliveryStory.alert;
import static io.waymark.domain.delivery.DeliveryStory.dispatch;
import static io.waymark.domain.delivery.DeliveryStory.issued;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.delivery.Destination;
import io.waymark.domain.delivery.Reply;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.pipeline.alert.AlertChange;
import io.waymark.pipeline.alert.AlertChangeSerializer;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.intervention.TriggerSerializer;
import io.waymark.pipeline.time.OnArrival;
import io.waymark.pipeline.types.FactSerializer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The whole topology on a cluster, with RocksDB and checkpoints. */
class DeliveryTopologyITCase {
  private static final int DESTINATIONS = 20;
  private static final int ALERTS = 200;
  private static final Fact NO_FACT =
      new Fact("f", Fact.Kind.PROFILE, "ann", 0, "e", null, null, null, Map.of());
  private static final Attempt NO_ATTEMPT =
      new Attempt("d0", Attempt.Status.DEAD, dispatch("m", 0), 9, null, null, 0, null, null);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void oneDestinationHangsTheOthersGetEverythingAndNoCheckpointFails(@TempDir Path folder)
      throws Exception {
    FakeSenders senders =
        new FakeSenders(
            IntStream.range(0, DESTINATIONS)
                .mapToObj(i -> new Destination("d" + i, EVERYTHING, 8, 0, 0))
                .toList());
    senders.answer(sent -> sent.destination().equals("d0") ? null : new Reply(200, null, null));
    StreamExecutionEnvironment env = environment();
    long now = InstantSource.system().millis();
    DataStream<AlertChange> alerts =
        generated(
            env,
            index ->
                new AlertChange("alert-" + index, alert("alert-" + index, Alert.Status.OPEN, now)),
            AlertChangeSerializer.TYPE,
            ALERTS,
            "alerts");
    DataStream<Trigger> triggers =
        generated(
            env,
            index -> issued("t" + index, Purpose.SERVICE, "call", now),
            TriggerSerializer.TYPE,
            ALERTS,
            "triggers");
    var input =
        new DeliveryTopology.Input(
            triggers,
            alerts,
            silent(env, index -> NO_FACT, FactSerializer.TYPE, "facts"),
            silent(env, index -> NO_ATTEMPT, AttemptSerializer.TYPE, "redeliveries"));

    Map<String, Integer> delivered = new HashMap<>();
    try (CloseableIterator<Attempt> told =
        DeliveryTopology.deliver(
                input, senders, new TestBodies(), ErasureSettings.DEFAULT, InstantSource.system())
            .attempts()
            .collectAsync()) {
      JobClient job = env.executeAsync();
      while (delivered.values().stream().mapToInt(i -> i).sum() < 2 * ALERTS * (DESTINATIONS - 1)) {
        Attempt attempt = told.next();
        assertThat(attempt.status()).isEqualTo(Attempt.Status.DELIVERED);
        delivered.merge(attempt.destination(), 1, Integer::sum);
      }
      // No failed checkpoint is tolerated; a savepoint goes the same way.
      assertThat(job.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.CANONICAL))
          .succeedsWithin(Duration.ofSeconds(60));
      assertThat(job.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    }
    assertThat(delivered).doesNotContainKey("d0").hasSize(DESTINATIONS - 1);
    assertThat(senders.sent().stream().filter(sent -> sent.destination().equals("d0")).count())
        .isBetween(1L, 8L);
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(10));
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 0);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    return env;
  }

  /** So many elements, and then nothing without an end. */
  private static <T> DataStream<T> generated(
      StreamExecutionEnvironment env,
      GeneratorFunction<Long, T> generator,
      TypeInformation<T> type,
      long count,
      String id) {
    return env.fromSource(
            new DataGeneratorSource<>(generator, count, type),
            OnArrival.strategy(InstantSource.system()),
            id,
            type)
        .uid(id)
        .union(silent(env, generator, type, "silence-after-" + id));
  }

  private static <T> DataStream<T> silent(
      StreamExecutionEnvironment env,
      GeneratorFunction<Long, T> generator,
      TypeInformation<T> type,
      String id) {
    return env.fromSource(
            new DataGeneratorSource<>(
                generator, Long.MAX_VALUE, RateLimiterStrategy.perSecond(1e-6), type),
            OnArrival.strategy(InstantSource.system()),
            id,
            type)
        .uid(id)
        // The first one comes at once.
        .filter(any -> false)
        .uid(id + "-of-all");
  }
}

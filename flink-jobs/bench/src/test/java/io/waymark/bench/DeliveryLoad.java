package io.waymark.bench;

import io.waymark.app.format.JsonBodies;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.delivery.Dispatch;
import io.waymark.domain.delivery.Message;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.alert.AlertChange;
import io.waymark.pipeline.alert.AlertChangeSerializer;
import io.waymark.pipeline.delivery.AttemptSerializer;
import io.waymark.pipeline.delivery.DeliveryTopology;
import io.waymark.pipeline.delivery.Senders;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.intervention.TriggerSerializer;
import io.waymark.pipeline.time.OnArrival;
import io.waymark.pipeline.types.FactSerializer;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** DeliveryJob's topology with RocksDB and checkpoints, and triggers at a steady pace. */
final class DeliveryLoad {
  private DeliveryLoad() {}

  /** What is told of each attempt; it goes with the job. */
  interface Notes extends Consumer<Attempt>, Serializable {}

  /** Starts it; the caller ends it. */
  static JobClient start(Path work, double triggersPerSecond, Senders senders, Notes notes)
      throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(flink(work));
    DeliveryTopology.deliver(
            input(env, triggersPerSecond),
            senders,
            new JsonBodies(),
            ErasureSettings.DEFAULT,
            InstantSource.system())
        .attempts()
        .map(
            attempt -> {
              notes.accept(attempt);
              return 0;
            },
            Types.INT)
        .uid("note")
        .sinkTo(new DiscardingSink<>())
        .uid("end");
    return env.executeAsync("deliveries");
  }

  private static DeliveryTopology.Input input(StreamExecutionEnvironment env, double rate) {
    return new DeliveryTopology.Input(
        source(env, DeliveryLoad::trigger, rate, TriggerSerializer.TYPE, "triggers"),
        none(env, DeliveryLoad::noAlert, AlertChangeSerializer.TYPE, "alerts"),
        none(env, DeliveryLoad::noFact, FactSerializer.TYPE, "facts"),
        none(env, DeliveryLoad::noAttempt, AttemptSerializer.TYPE, "redeliveries"));
  }

  private static Fact noFact(long index) {
    return new Fact("f", Fact.Kind.PROFILE, "c", 0, "e", null, null, null, Map.of());
  }

  private static AlertChange noAlert(long index) {
    return new AlertChange("a", null);
  }

  private static Attempt noAttempt(long index) {
    Message message = new Message("m", "alert.open", null, 0, 0, "{}");
    return new Attempt(
        "d0",
        Attempt.Status.DEAD,
        new Dispatch(message, "a", List.of(), null, null),
        1,
        null,
        null,
        0,
        null,
        null);
  }

  private static <T> DataStream<T> source(
      StreamExecutionEnvironment env,
      GeneratorFunction<Long, T> generator,
      double perSecond,
      TypeInformation<T> type,
      String id) {
    return env.fromSource(
            new DataGeneratorSource<>(
                generator, Long.MAX_VALUE, RateLimiterStrategy.perSecond(perSecond), type),
            OnArrival.strategy(InstantSource.system()),
            id,
            type)
        .uid(id);
  }

  /** A source without an end that sends nothing on. */
  private static <T> DataStream<T> none(
      StreamExecutionEnvironment env,
      GeneratorFunction<Long, T> generator,
      TypeInformation<T> type,
      String id) {
    return source(env, generator, 1, type, id).filter(any -> false).uid("no-" + id);
  }

  private static Trigger trigger(long index) {
    long now = System.currentTimeMillis();
    return new Trigger(
        "t" + now + "-" + index,
        Trigger.Status.ISSUED,
        null,
        "s" + index,
        "checkout-abandoned",
        3,
        "c" + index % 10_000,
        Map.of("cart_id", "k1"),
        "resume-checkout",
        "email",
        Purpose.SERVICE,
        50,
        Severity.MEDIUM,
        now,
        now,
        now + 3_600_000,
        null,
        null,
        "/checkout",
        "purchase",
        List.of(),
        Journey.UNKNOWN,
        null);
  }

  private static Configuration flink(Path work) {
    Configuration flink = new Configuration();
    flink.set(CoreOptions.DEFAULT_PARALLELISM, 2);
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    flink.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(10));
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5));
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 0);
    flink.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, work.resolve("checkpoints").toUri().toString());
    return flink;
  }
}

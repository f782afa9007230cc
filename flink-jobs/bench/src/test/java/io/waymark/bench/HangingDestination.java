package io.waymark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.delivery.HttpSenders;
import io.waymark.app.format.JsonBodies;
import io.waymark.bench.process.ChildJvm;
import io.waymark.bench.process.WorkFolder;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a destination that hangs costs the others: the same load with and without it, in turn. */
@Command(
    name = "hanging",
    description =
        "DeliveryJob's topology with twenty destinations over HTTP, all well or one of them hanging: what the others get.",
    mixinStandardHelpOptions = true)
final class HangingDestination implements Callable<Integer> {
  private static final int DESTINATIONS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Of what the others were told, from the decision to the answer, in milliseconds. */
  private static volatile Histogram latency = new SynchronizedHistogram(3);

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "Of each arm. Default: ${DEFAULT-VALUE}")
  private int seconds;

  @Option(
      names = "--rate",
      defaultValue = "50",
      description =
          "Triggers a second; each goes to all twenty destinations. Default: ${DEFAULT-VALUE}")
  private int rate;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Of both arms; the first warms up. Default: ${DEFAULT-VALUE}")
  private int rounds;

  private record Arm(double perSecond, long median, long p99) {}

  @Override
  public Integer call() throws Exception {
    try (WorkFolder work = WorkFolder.create()) {
      Path ready = work.path().resolve("ready.json");
      try (ChildJvm receiver =
          ChildJvm.start(
              ReceiverMain.class,
              List.of("-Xmx256m"),
              work.path().resolve("receiver.log"),
              ready.toString())) {
        receiver.await(ready, PATIENCE);
        int port = new ObjectMapper().readValue(ready.toFile(), Integer.class);
        System.out.printf(
            "asked for: %,d/s by nineteen destinations; less would be backpressure%n",
            rate * (DESTINATIONS - 1));
        for (int round = 1; round <= rounds; round++) {
          Arm well = run(work.path(), port, "/");
          Arm hanging = run(work.path(), port, ReceiverMain.HANG);
          System.out.printf(
              "round %d: all well %,.0f/s, p50 %d ms, p99 %d ms; one hangs %,.0f/s, p50 %d ms, p99 %d ms; throughput x %.3f,"
                  + " p99 x %.2f%n",
              round,
              well.perSecond,
              well.median,
              well.p99,
              hanging.perSecond,
              hanging.median,
              hanging.p99,
              hanging.perSecond / well.perSecond,
              (double) hanging.p99 / Math.max(1, well.p99));
        }
      }
    }
    return 0;
  }

  private Arm run(Path work, int port, String first) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(flink(work));
    DeliveryTopology.deliver(
            input(env),
            senders(port, first),
            new JsonBodies(),
            ErasureSettings.DEFAULT,
            InstantSource.system())
        .attempts()
        .map(HangingDestination::note, Types.INT)
        .uid("note")
        .sinkTo(new DiscardingSink<>())
        .uid("end");
    JobClient job = env.executeAsync("hanging");
    try {
      // What is slow only at the start is not asked about.
      TimeUnit.SECONDS.sleep(Math.max(5, seconds / 3));
      Histogram measured = new SynchronizedHistogram(3);
      latency = measured;
      TimeUnit.SECONDS.sleep(seconds);
      latency = new SynchronizedHistogram(3);
      return new Arm(
          (double) measured.getTotalCount() / seconds,
          measured.getValueAtPercentile(50),
          measured.getValueAtPercentile(99));
    } finally {
      job.cancel().get();
    }
  }

  private static int note(Attempt attempt) {
    if (attempt.status() == Attempt.Status.DELIVERED && !attempt.destination().equals("d0")) {
      latency.recordValue(Math.max(0, attempt.at() - attempt.dispatch().message().createdAt()));
    }
    return 0;
  }

  private static Senders senders(int port, String first) throws Exception {
    StringBuilder yaml = new StringBuilder("destinations:\n");
    for (int i = 0; i < DESTINATIONS; i++) {
      yaml.append(
          """
            - name: d%d
              kind: http
              url: http://localhost:%d%s
              ports: [%d]
              allow_private: ["127.0.0.0/8", "::1/128"]
          """
              .formatted(i, port, i == 0 ? first : "/", port));
    }
    return new HttpSenders("bench", yaml.toString());
  }

  private DeliveryTopology.Input input(StreamExecutionEnvironment env) {
    return new DeliveryTopology.Input(
        source(env, HangingDestination::trigger, rate, TriggerSerializer.TYPE, "triggers"),
        none(env, HangingDestination::noAlert, AlertChangeSerializer.TYPE, "alerts"),
        none(env, HangingDestination::noFact, FactSerializer.TYPE, "facts"),
        none(env, HangingDestination::noAttempt, AttemptSerializer.TYPE, "redeliveries"));
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

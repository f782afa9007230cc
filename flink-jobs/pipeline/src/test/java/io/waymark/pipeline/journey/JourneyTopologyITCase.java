package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.event.Event;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.reference.PlainIdentities;
import io.waymark.domain.reference.ReferenceSignal;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.rules.RuleDocument;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RuleUpdateSerializer;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.RejectReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JourneyTopologyITCase {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void theSameSignalsAtAnyParallelism(int parallelism) throws Exception {
    List<Event> log = EventLog.random(200, 5_000, 11);
    log.replaceAll(
        event ->
            Integer.parseInt(event.customer().substring(1)) % 5 == 0 ? anonymous(event) : event);
    List<Arrival> arrivals = new ArrayList<>();
    EventLog.arriving(log, new Random(parallelism))
        .forEach(event -> arrivals.add(EventLog.envelope(event)));
    arrivals.add(
        100,
        new DeadLetter(
            "interactions",
            0,
            7,
            null,
            RejectReason.UNDECODABLE,
            "no JSON",
            null,
            new byte[] {1, 2}));
    String run = run(arrivals, parallelism);

    List<Signal> signals =
        Collected.under(run + "/signals").stream().map(Signal.class::cast).toList();
    assertThat(EventLog.sorted(signals)).isEqualTo(EventLog.expected(log));
    assertThat(signals).anyMatch(signal -> signal.customerId().startsWith("anon:"));
    assertThat(Collected.under(run + "/dead")).hasSize(1);
    assertThat(Collected.under(run + "/late")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void whatIsDoneOnDevicesIsTheirCustomers(int parallelism) throws Exception {
    List<Event> log = People.log(3_000, 17);
    List<Arrival> arrivals = new ArrayList<>();
    EventLog.arriving(log, new Random(parallelism))
        .forEach(event -> arrivals.add(EventLog.envelope(event)));
    String run = run(arrivals, parallelism);

    List<Signal> signals =
        Collected.under(run + "/signals").stream().map(Signal.class::cast).toList();
    List<Rule> rules =
        Stream.of("abandoned", "clicks", "queue", "hesitates")
            .map(name -> Rules.rule(new RuleDocument(name, name)))
            .toList();
    assertThat(ReferenceSignal.of(EventLog.sorted(signals)))
        .containsExactlyInAnyOrderElementsOf(new PlainIdentities().evaluate(rules, log));
    assertThat(Collected.under(run + "/late")).isEmpty();
  }

  /**
   * Lets all of it happen, and a long time pass; answers under which name results are collected.
   */
  private String run(List<Arrival> arrivals, int parallelism) throws Exception {
    long dayLater = EventLog.START + Duration.ofDays(2).toMillis();
    arrivals.add(EventLog.envelope(EventLog.event("end", "page_view", dayLater, "nobody")));

    String run = directory.toString();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration(parallelism));
    JourneyTopology.Streams streams =
        JourneyTopology.compose(
            source(env, arrivals),
            env.fromData(RuleUpdateSerializer.TYPE, Rules.catalogue().toArray(RuleUpdate[]::new))
                .uid("rules"),
            new JourneyRuntime(
                Rules.source(List.of(), Set.of()),
                Rules.LIMITS,
                JourneySettings.DEFAULT,
                Screening.NONE));
    collect(streams.signals(), run + "/signals");
    collect(streams.deadLetters(), run + "/dead");
    collect(streams.late(), run + "/late");
    env.execute();
    return run;
  }

  private Configuration configuration(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.MAX_PARALLELISM, 720);
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    return configuration;
  }

  private static DataStream<Arrival> source(
      StreamExecutionEnvironment env, List<Arrival> arrivals) {
    return env.fromData(ArrivalSerializer.TYPE, arrivals.toArray(Arrival[]::new))
        .uid("interactions")
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Arrival>forGenerator(context -> new EveryEvent())
                .withTimestampAssigner(
                    (arrival, time) ->
                        arrival instanceof Envelope envelope ? envelope.time() : Long.MIN_VALUE))
        .uid("time")
        .rebalance();
  }

  private static Event anonymous(Event event) {
    return new Event(
        event.id(),
        event.type(),
        event.time(),
        null,
        event.customerId(),
        null,
        event.channel(),
        null,
        event.attributes());
  }

  private static <T> void collect(DataStream<T> stream, String name) {
    stream.sinkTo(new Collected<>(name)).uid(name.substring(name.lastIndexOf('/')));
  }

  /** Time follows the latest event at once, so that the end of the log is the end of time. */
  private static final class EveryEvent implements WatermarkGenerator<Arrival> {
    private long latest = Long.MIN_VALUE;

    @Override
    public void onEvent(Arrival arrival, long time, WatermarkOutput output) {
      if (time > latest) {
        latest = time;
        output.emitWatermark(new Watermark(latest - Rules.BOUND));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  /** Keeps what arrives in this JVM. */
  private record Collected<T>(String name) implements Sink<T> {
    private static final Map<String, ConcurrentLinkedQueue<Object>> ALL = new ConcurrentHashMap<>();

    static ConcurrentLinkedQueue<Object> under(String name) {
      return ALL.computeIfAbsent(name, key -> new ConcurrentLinkedQueue<>());
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        @Override
        public void write(T element, Context at) {
          under(name).add(element);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }
}

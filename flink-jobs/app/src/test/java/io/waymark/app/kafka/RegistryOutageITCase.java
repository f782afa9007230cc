package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import io.waymark.app.format.NamedFormat;
import io.waymark.app.format.registry.FakeRegistry;
import io.waymark.app.format.registry.RegisteredFormat;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.InteractionCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** While the registry is away nothing is lost, and only what needs it waits. */
@Timeout(120)
class RegistryOutageITCase {
  private static final BlockingQueue<String> ARRIVED = new LinkedBlockingQueue<>();
  private static final BlockingQueue<Long> CHECKPOINTS = new LinkedBlockingQueue<>();
  private static final long T = 1_750_000_000_000L;

  private final String registered = UUID.randomUUID() + "-registered";
  private final String own = UUID.randomUUID() + "-own";
  private final FakeRegistry registry = FakeRegistry.away().with(1);

  @TempDir private Path folder;

  @BeforeEach
  void createTopics() throws Exception {
    ARRIVED.clear();
    CHECKPOINTS.clear();
    try (TopicAdmin admin = TopicAdmin.connect(TestBroker.client())) {
      admin.ensure(
          List.of(
              Topics.Topic.kept(registered, 1, Duration.ofDays(1)),
              Topics.Topic.kept(own, 1, Duration.ofDays(1))));
    }
    send(registered, FakeRegistry.message(1, event("a")));
    send(registered, new InteractionCodec().encode(event("b")));
    send(registered, FakeRegistry.message(1, event("c")));
    send(own, new InteractionCodec().encode(event("x")));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void theOtherTopicAndCheckpointsGoOnAndThenAllComes() throws Exception {
    JobClient job = start(new Configuration());
    try {
      assertThat(arrived(1)).containsExactly("x");
      awaitCheckpoint();
      send(own, new InteractionCodec().encode(event("y")));
      assertThat(arrived(1)).containsExactly("y");
      awaitCheckpoint();
      assertThat(ARRIVED).isEmpty();

      registry.comeBack();
      assertThat(arrived(3)).containsExactly("a", "b", "c");
      send(registered, FakeRegistry.message(9, event("never registered")));
      send(registered, FakeRegistry.message(1, event("d")));
      assertThat(arrived(2)).containsExactly("unknown_schema", "d");
    } finally {
      job.cancel().get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void aJobThatEndsMeanwhileFindsThemAgain() throws Exception {
    JobClient first = start(new Configuration());
    assertThat(arrived(1)).containsExactly("x");
    awaitCheckpoint();
    Configuration resumed = new Configuration();
    resumed.set(
        StateRecoveryOptions.SAVEPOINT_PATH,
        first
            .stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(30, TimeUnit.SECONDS));

    registry.comeBack();
    JobClient second = start(resumed);
    try {
      assertThat(arrived(3)).containsExactly("a", "b", "c");
      awaitCheckpoint();
      assertThat(ARRIVED).isEmpty();
    } finally {
      second.cancel().get(30, TimeUnit.SECONDS);
    }
  }

  private JobClient start(Configuration config) throws Exception {
    config.set(RestOptions.BIND_PORT, "0");
    config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, config);
    InteractionSource source =
        new InteractionSource(TestBroker.client(), "test", ArrivalLimits.DEFAULT, Duration.ZERO);
    var needsIt =
        new InteractionSource.Topic(
            registered, new RegisteredFormat(registry.address()), Duration.ofSeconds(1));
    var doesNot = new InteractionSource.Topic(own, NamedFormat.WAYMARK, Duration.ofSeconds(1));
    source.stream(env, needsIt, "registered")
        .union(source.stream(env, doesNot, "own"))
        .map(new Note())
        .returns(Types.STRING)
        .uid("note")
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync("registry-outage");
  }

  private static List<String> arrived(int count) throws InterruptedException {
    List<String> arrived = new ArrayList<>();
    while (arrived.size() < count) {
      arrived.add(ARRIVED.take());
    }
    return arrived;
  }

  /** One that begins after this call. */
  private static void awaitCheckpoint() throws InterruptedException {
    CHECKPOINTS.clear();
    CHECKPOINTS.take();
    CHECKPOINTS.take();
  }

  private static Event event(String id) {
    return new Event(id, "click", T, "c1", null, null, null, null, Map.of());
  }

  private static void send(String topic, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            TestBroker.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, value)).get(20, TimeUnit.SECONDS);
    }
  }

  private static final class Note implements MapFunction<Arrival, String>, CheckpointListener {
    private static final long serialVersionUID = 1L;

    @Override
    public String map(Arrival arrival) {
      String note =
          arrival instanceof Envelope envelope
              ? new InteractionCodec().decodeBody(envelope.body()).id()
              : ((DeadLetter) arrival).reason().code();
      ARRIVED.add(note);
      return note;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      CHECKPOINTS.add(checkpointId);
    }
  }
}

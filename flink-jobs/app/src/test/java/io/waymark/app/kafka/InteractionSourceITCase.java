package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import io.waymark.app.format.NamedFormat;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.InteractionCodec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InteractionSourceITCase {
  private final Topics topics = new Topics(UUID.randomUUID() + ".");

  @BeforeEach
  void createTopics() {
    try (TopicAdmin admin = TopicAdmin.connect(TestBroker.client())) {
      admin.ensure(topics.all());
    }
  }

  @Test
  void goodAndBadRecordsBothArrive() throws Exception {
    Event event =
        new Event("e1", "page_view", 1_750_000_000_000L, "c1", null, null, "web", null, Map.of());
    send(new InteractionCodec().encode(event), new byte[] {1, 2, 3}, null);

    InteractionSource source =
        new InteractionSource(TestBroker.client(), "test", ArrivalLimits.DEFAULT, Duration.ZERO);
    InteractionSource.Topic own =
        new InteractionSource.Topic(
            topics.interactions(), NamedFormat.WAYMARK, Duration.ofSeconds(1));
    List<Arrival> arrived = first(3, source.stream(environment(), own, "interactions"));

    assertThat(arrived).filteredOn(Envelope.class::isInstance).hasSize(1);
    assertThat(arrived)
        .filteredOn(DeadLetter.class::isInstance)
        .extracting(letter -> ((DeadLetter) letter).detail())
        .containsExactlyInAnyOrder(
            "neither an Avro single-object message nor a JSON object", "the record has no value");
  }

  @Test
  void rulesStreamInTheOrderOfTheirPushes() throws Exception {
    RulesTopic rules = new RulesTopic(TestBroker.client(), topics.rules(), InstantSource.system());
    rules.push(Map.of("a", "A"), (id, text, from) -> text);
    rules.push(Map.of("a", "A2"), (id, text, from) -> text);

    RulesFromKafka source = new RulesFromKafka(TestBroker.client(), topics.rules());

    assertThat(first(4, source.stream(environment())))
        .containsExactly(
            RuleUpdate.published("a", "A", 1),
            RuleUpdate.completed(1),
            RuleUpdate.published("a", "A2", 2),
            RuleUpdate.completed(2));
  }

  private static StreamExecutionEnvironment environment() {
    Configuration config = new Configuration();
    config.set(RestOptions.BIND_PORT, "0");
    config.set(PipelineOptions.GENERIC_TYPES, false);
    return StreamExecutionEnvironment.createLocalEnvironment(2, config);
  }

  private static <T> List<T> first(int count, DataStream<T> stream) throws Exception {
    List<T> elements = new ArrayList<>();
    try (CloseableIterator<T> arrived = stream.executeAndCollect("collect")) {
      while (elements.size() < count) {
        elements.add(arrived.next());
      }
    }
    return elements;
  }

  private void send(byte[]... values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            TestBroker.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (byte[] value : values) {
        producer.send(new ProducerRecord<>(topics.interactions(), value)).get(20, TimeUnit.SECONDS);
      }
    }
  }
}

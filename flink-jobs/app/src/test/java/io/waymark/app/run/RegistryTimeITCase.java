package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import io.waymark.app.broker.WrittenRecords;
import io.waymark.app.format.registry.FakeRegistry;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.RuleDocument;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.SignalCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * While the registry is away nobody's absence is taken for granted: what would end it may stand
 * among the records that wait, whatever topic a customer was last seen in.
 */
@Timeout(180)
class RegistryTimeITCase {
  private static final String RULE =
      """
      rules:
        - id: checkout-abandoned
          title: Checkout abandoned
          when: { absence: { after: begin_checkout, of: purchase, within: 500ms } }
      """;

  private final FakeRegistry registry = FakeRegistry.away().with(1);
  private final Topics topics = new Topics(UUID.randomUUID() + "-");
  private final String tills = topics.prefix() + "tills";
  private final TopicCounts metrics = new TopicCounts();
  private final long now = Instant.now().toEpochMilli();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void whoBoughtInATopicThatWaitsIsNotTakenForSomebodyWhoDidNot() throws Exception {
    JobConfig config = config();
    prepare(config);
    send(tills, FakeRegistry.message(1, event("p1", "purchase", "c1", 100)));
    send(topics.interactions(), encoded(event("b1", "begin_checkout", "c1", 0)));
    send(topics.interactions(), encoded(event("b2", "begin_checkout", "c2", 0)));
    try (LocalRun run = LocalRun.start(config)) {
      awaitCount(run, topics.interactions(), "read", 2);
      checkpoints().awaitAnother();
      checkpoints().awaitAnother();
      assertThat(metrics.counts(run).get(topics.interactions()))
          .containsOnly(Map.entry("read", 2L));
      assertThat(signals()).isEmpty();

      registry.comeBack();
      awaitCount(run, topics.interactions(), "processed", 2);
      awaitCount(run, tills, "processed", 1);
      while (signals().isEmpty()) {
        Patience.pause("at the signals");
      }
    }

    assertThat(signals()).containsExactly("c2 FIRED " + (now + 500));
  }

  private Event event(String id, String type, String customer, long after) {
    return new Event(id, type, now + after, customer, null, null, null, null, Map.of());
  }

  private static byte[] encoded(Event event) {
    return new InteractionCodec().encode(event);
  }

  private List<String> signals() throws Exception {
    List<String> signals = new ArrayList<>();
    for (var record : WrittenRecords.of(TestBroker.client(), topics.signals())) {
      var signal = new SignalCodec().decode(record.value());
      signals.add("%s %s %d".formatted(signal.customerId(), signal.status(), signal.occurredAt()));
    }
    return signals;
  }

  private void awaitCount(LocalRun run, String topic, String what, long wanted) throws CannotRun {
    long count = 0;
    while (count != wanted) {
      Patience.pause("at %d %s of %s".formatted(count, what, topic));
      count = metrics.counts(run).getOrDefault(topic, Map.of()).getOrDefault(what, 0L);
    }
  }

  private RunCheckpoints checkpoints() {
    return new RunCheckpoints(folder.resolve("checkpoints"));
  }

  private JobConfig config() throws Exception {
    return JobConfig.load(
        Job.JOURNEY,
        Files.writeString(
            folder.resolve("journey.yaml"),
            """
            waymark.bootstrap-servers: %s
            waymark.topic-prefix: %s
            waymark.registry.url: %s
            waymark.source.%s.format: waymark
            waymark.source.%s.format: waymark
            execution.checkpointing.dir: %s
            execution.checkpointing.interval: 1s
            parallelism.default: 1
            """
                .formatted(
                    TestBroker.shared().bootstrapServers(),
                    topics.prefix(),
                    registry.address().url(),
                    topics.interactions(),
                    tills,
                    checkpoints().uri())));
  }

  private void prepare(JobConfig config) {
    try (TopicAdmin admin = TopicAdmin.connect(config.settings().client())) {
      admin.ensure(topics.all());
      admin.ensure(List.of(new Topics.Topic(tills, 1, Map.of())));
    }
    Catalogue catalogue = CatalogueLoader.load("rules.yaml", RULE);
    new RulesTopic(config.settings().client(), topics.rules(), InstantSource.system())
        .push(
            Map.of("checkout-abandoned", RuleDocument.of(catalogue.entries().get(0)).text()),
            (id, text, from) -> text);
  }

  private static void send(String topic, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            TestBroker.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, 0, null, value)).get(20, TimeUnit.SECONDS);
    }
  }
}

package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import io.waymark.app.broker.WrittenRecords;
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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where checkpoints go is slower than they may take. */
@Timeout(240)
class SlowCheckpointsITCase {
  private static final String RULE =
      """
      rules:
        - id: complained
          title: Complained
          when: { event: complaint }
      """;
  private static final int A_FEW = 10;

  /** In a row, as the template of the configuration says. */
  private static final int TOLERATED = 3;

  private final InteractionCodec codec = new InteractionCodec();
  @TempDir Path folder;

  @AfterEach
  void quickAgain() {
    SlowFileSystem.delay(Duration.ZERO);
  }

  @Test
  void theJobGoesOnThenStartsAgainAndLosesNothing() throws Exception {
    JobConfig config = config();
    prepare(config);
    try (LocalRun run = LocalRun.start(config)) {
      RunRest rest = new RunRest(run);
      send(config, 0, A_FEW);
      Patience.until("signals", () -> signals(config).equals(customers(A_FEW)));
      Patience.until("a checkpoint", () -> rest.completedCheckpoints() > 0);

      SlowFileSystem.delay(Duration.ofMinutes(1));
      Patience.until("a checkpoint that took too long", () -> rest.failedCheckpoints() > 0);
      send(config, A_FEW, 2 * A_FEW);
      Patience.until("signals meanwhile", () -> signals(config).equals(customers(2 * A_FEW)));
      assertThat(rest.failures()).as("starts after the first").isZero();
      Patience.until("more of them than are borne", () -> rest.failures() > 0);
      send(config, 2 * A_FEW, 3 * A_FEW);

      SlowFileSystem.delay(Duration.ZERO);
      long completed = rest.completedCheckpoints();
      Patience.until("another checkpoint", () -> rest.completedCheckpoints() > completed);
      Patience.until("all signals", () -> signals(config).equals(customers(3 * A_FEW)));
      String topic = config.settings().topics().interactions();
      Patience.until(
          "each event counted once",
          () ->
              Long.valueOf(3 * A_FEW)
                  .equals(
                      new TopicCounts()
                          .counts(run)
                          .getOrDefault(topic, Map.of())
                          .get("processed")));
    }
  }

  private JobConfig config() throws Exception {
    return JobConfig.load(
        Job.JOURNEY,
        Files.writeString(
            folder.resolve("journey.yaml"),
            """
            waymark.bootstrap-servers: %s
            waymark.topic-prefix: %s-
            execution.checkpointing.dir: %s
            execution.checkpointing.interval: 300ms
            execution.checkpointing.timeout: 4s
            execution.checkpointing.tolerable-failed-checkpoints: %d
            execution.checkpointing.data-inline-threshold: 0b
            restart-strategy.type: exponential-delay
            restart-strategy.exponential-delay.initial-backoff: 200ms
            restart-strategy.exponential-delay.max-backoff: 500ms
            parallelism.default: 2
            """
                .formatted(
                    TestBroker.shared().bootstrapServers(),
                    UUID.randomUUID(),
                    SlowFileSystem.uri(folder.resolve("checkpoints")),
                    TOLERATED)));
  }

  private static void prepare(JobConfig config) {
    Topics topics = config.settings().topics();
    try (TopicAdmin admin = TopicAdmin.connect(config.settings().client())) {
      admin.ensure(topics.all());
    }
    Catalogue catalogue = CatalogueLoader.load("rules.yaml", RULE);
    new RulesTopic(config.settings().client(), topics.rules(), InstantSource.system())
        .push(
            Map.of("complained", RuleDocument.of(catalogue.entries().get(0)).text()),
            (id, text, from) -> text);
  }

  private void send(JobConfig config, int from, int to) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            config.settings().client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = from; i < to; i++) {
        String customer = "c-" + i;
        Event event =
            new Event(
                customer,
                "complaint",
                System.currentTimeMillis(),
                customer,
                null,
                null,
                "web",
                null,
                Map.of());
        producer
            .send(
                new ProducerRecord<>(
                    config.settings().topics().interactions(), codec.encode(event)))
            .get(60, TimeUnit.SECONDS);
      }
    }
  }

  private static Set<String> customers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "c-" + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The customers of the signals that there are. */
  private static Set<String> signals(JobConfig config) throws Exception {
    Set<String> found = new TreeSet<>();
    String topic = config.settings().topics().signals();
    for (var record : WrittenRecords.of(config.settings().client(), topic)) {
      found.add(new SignalCodec().decode(record.value()).customerId());
    }
    return found;
  }
}

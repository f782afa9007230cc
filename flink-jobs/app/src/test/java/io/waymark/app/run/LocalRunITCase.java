package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.app.broker.TestBroker;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.RuleDocument;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class LocalRunITCase {
  private static final int PARTITION = 0;
  private static final String RULE =
      """
      rules:
        - id: checkout-abandoned
          title: Checkout abandoned
          severity: low
          when: { absence: { after: begin_checkout, of: purchase, within: 30m } }
      """;

  private final InteractionCodec codec = new InteractionCodec();
  @TempDir Path folder;

  @Test
  void aRunningJobTellsItsCustomersAndAResumedOneWhatHasChanged() throws Exception {
    JobConfig config = config();
    prepare(config);
    try (LocalRun first = LocalRun.start(Start.newest(config).config())) {
      send(config, "e1", "ana", "begin_checkout");
      send(config, "e2", "ana", "page_view");
      send(config, "e3", "ben", "page_view");

      await(first, 3, new JobProgress.Journeys(2, 1, false));
      assertAnswersOnlyHere(first.web().getPort());
      // The second one was begun after the first was complete: it holds all that has been told.
      checkpoints().awaitAnother();
      checkpoints().awaitAnother();
    }
    try (LocalRun second = LocalRun.start(Start.newest(config).config())) {
      send(config, "e4", "cho", "page_view");

      await(second, 4, new JobProgress.Journeys(1, 0, true));
    }
  }

  @Test
  void aStateThatItsTopicGoesNoLongerBackToIsRefused() throws Exception {
    JobConfig config = config();
    prepare(config);
    try (LocalRun first = LocalRun.start(Start.newest(config).config())) {
      send(config, "e1", "ana", "begin_checkout");
      await(first, 1, new JobProgress.Journeys(1, 1, false));
      checkpoints().awaitAnother();
      checkpoints().awaitAnother();
    }
    send(config, "e2", "ana", "erase");
    try (Admin admin = Admin.create(config.settings().client())) {
      TopicPartition partition =
          new TopicPartition(config.settings().topics().interactions(), PARTITION);
      admin
          .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(2)))
          .all()
          .get(60, TimeUnit.SECONDS);
    }

    try (LocalRun second = LocalRun.start(Start.newest(config).config())) {
      assertThatThrownBy(second::await)
          .isInstanceOf(CannotRun.class)
          .hasMessageContaining("Kafka no longer has what comes next for this state")
          .hasMessageContaining("interactions-0 at offset 1");
    }
  }

  /** Another address of this machine can still be taken with its port. */
  private static void assertAnswersOnlyHere(int port) throws IOException {
    // Elsewhere the loopback has one address.
    if (OS.LINUX.isCurrentOs()) {
      new ServerSocket(port, 1, InetAddress.getByName("127.0.0.2")).close();
    }
  }

  private static void await(LocalRun run, long events, JobProgress.Journeys journeys)
      throws CannotRun {
    JobProgress progress = new JobProgress(run.web(), run.id());
    Optional<JobProgress.Now> now = progress.now();
    while (now.filter(
            n ->
                n.state().equals("RUNNING")
                    && n.events() == events
                    && journeys.equals(n.journeys())
                    && n.watermark() > Long.MIN_VALUE)
        .isEmpty()) {
      Patience.pause("at " + now);
      now = progress.now();
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
            waymark.topic-prefix: %s.
            execution.checkpointing.dir: %s
            execution.checkpointing.interval: 1s
            parallelism.default: 2
            """
                .formatted(
                    TestBroker.shared().bootstrapServers(),
                    UUID.randomUUID(),
                    checkpoints().uri())));
  }

  private static void prepare(JobConfig config) {
    try (TopicAdmin admin = TopicAdmin.connect(config.settings().client())) {
      admin.ensure(config.settings().topics().all());
    }
    Catalogue catalogue = CatalogueLoader.load("rules.yaml", RULE);
    new RulesTopic(
            config.settings().client(), config.settings().topics().rules(), InstantSource.system())
        .push(
            Map.of("checkout-abandoned", RuleDocument.of(catalogue.entries().get(0)).text()),
            (id, text, from) -> text);
  }

  private void send(JobConfig config, String id, String customer, String type) throws Exception {
    Event event =
        new Event(
            id, type, System.currentTimeMillis(), customer, null, null, "web", null, Map.of());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            config.settings().client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  config.settings().topics().interactions(), PARTITION, null, codec.encode(event)))
          .get(60, TimeUnit.SECONDS);
    }
  }
}

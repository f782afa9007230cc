package io.waymark.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.RuleDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One job, topics of different formats, counts that balance for each. */
@Timeout(180)
class SourcesITCase {
  private static final String RULE =
      """
      rules:
        - id: checkout-abandoned
          title: Checkout abandoned
          when: { absence: { after: begin_checkout, of: purchase, within: 30m } }
      """;

  /** Live, not an import: time has to come past it in silence. */
  private static final Instant NOW = Instant.now();

  private final TopicCounts metrics = new TopicCounts();
  private final String installation = UUID.randomUUID().toString();
  private final String own = installation + "-interactions";
  private final String clicks = installation + "-clicks";
  @TempDir Path folder;

  @Test
  void aTopicOfAnotherFormatComesAndGoesAndTheCountsOfEachBalance() throws Exception {
    JobConfig before = config("");
    prepare(before);
    send(own, waymark("w1"), waymark("w2"), "{}");
    try (LocalRun run = LocalRun.start(Start.newest(before).config())) {
      await(run, Map.of(own, Map.of("read", 3L, "processed", 2L, "dead", 1L)));
      checkpoints().awaitAnother();
      checkpoints().awaitAnother();
    }

    JobConfig after =
        config(
            """
            waymark.source.%s.format: waymark
            waymark.source.%s.format: segment
            waymark.source.%s.out-of-orderness: 2s
            """
                .formatted(own, clicks, clicks));
    send(
        clicks,
        "{\"batch\":[%s,%s,7,%s]}".formatted(segment("s1"), group(), segment("s2")),
        segment("s1"));
    try (LocalRun run = LocalRun.start(Start.newest(after).config())) {
      send(own, waymark("w3"));

      await(
          run,
          Map.of(
              own,
              Map.of("read", 4L, "processed", 3L, "dead", 1L),
              clicks,
              Map.of("read", 5L, "processed", 2L, "duplicate", 1L, "filtered", 1L, "dead", 1L)));
      checkpoints().awaitAnother();
      checkpoints().awaitAnother();
    }

    // As the template says for a topic that is no longer named.
    JobConfig less = config("execution.state-recovery.ignore-unclaimed-state: true");
    send(own, waymark("w4"));
    try (LocalRun run = LocalRun.start(Start.newest(less).config())) {
      await(run, Map.of(own, Map.of("read", 5L, "processed", 4L, "dead", 1L)));
    }
  }

  private void await(LocalRun run, Map<String, Map<String, Long>> wanted) throws CannotRun {
    Map<String, Map<String, Long>> counts = metrics.counts(run);
    while (!counts.entrySet().containsAll(wanted.entrySet())) {
      Patience.pause("at " + counts);
      counts = metrics.counts(run);
    }
  }

  private RunCheckpoints checkpoints() {
    return new RunCheckpoints(folder.resolve("checkpoints"));
  }

  private JobConfig config(String sources) throws Exception {
    return JobConfig.load(
        Job.JOURNEY,
        Files.writeString(
            folder.resolve("journey.yaml"),
            """
            waymark.bootstrap-servers: %s
            waymark.topic-prefix: %s-
            execution.checkpointing.dir: %s
            execution.checkpointing.interval: 1s
            parallelism.default: 2
            %s
            """
                .formatted(
                    TestBroker.shared().bootstrapServers(),
                    installation,
                    checkpoints().uri(),
                    sources)));
  }

  private void prepare(JobConfig config) {
    try (TopicAdmin admin = TopicAdmin.connect(config.settings().client())) {
      admin.ensure(config.settings().topics().all());
      assertThat(admin.missing(List.of(own, clicks))).containsExactly(clicks);
      admin.ensure(List.of(new Topics.Topic(clicks, 2, Map.of())));
    }
    Catalogue catalogue = CatalogueLoader.load("rules.yaml", RULE);
    new RulesTopic(
            config.settings().client(), config.settings().topics().rules(), InstantSource.system())
        .push(
            Map.of("checkout-abandoned", RuleDocument.of(catalogue.entries().get(0)).text()),
            (id, text, from) -> text);
  }

  private static void send(String topic, String... values) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            TestBroker.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(topic, 0, null, value.getBytes(UTF_8))).get();
      }
    }
  }

  private static String waymark(String id) {
    return """
        {"event_id":"%s","event_type":"page_view","event_time":"%s","customer_id":"c"}"""
        .formatted(id, NOW);
  }

  private static String segment(String id) {
    return """
        {"type":"track","event":"Looked","messageId":"%s","userId":"d","timestamp":"%s"}"""
        .formatted(id, NOW);
  }

  private static String group() {
    return """
        {"type":"group","messageId":"g","userId":"d","groupId":"g","timestamp":"%s"}"""
        .formatted(NOW);
  }
}

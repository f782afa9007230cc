package io.waymark.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import io.waymark.app.format.Broken;
import io.waymark.app.format.Mixed;
import io.waymark.app.format.SourceRecord;
import io.waymark.app.format.registry.FakeRegistry;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import io.waymark.app.letters.LetterLog;
import io.waymark.catalogue.Catalogue;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.RuleDocument;
import io.waymark.pipeline.wire.DeadLetter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Topics of all formats in one job, one record in a hundred of each broken, each in its own way:
 * the job goes on, every broken record is a dead letter with its reason and its place, and the
 * counts balance to the record.
 */
@Timeout(300)
class MixedSourcesITCase {
  private static final int RECORDS = 2_000;
  private static final int BROKEN_EVERY = 100;
  private static final int PARTITIONS = 2;
  private static final List<String> OUTCOMES =
      List.of("processed", "duplicate", "late", "filtered", "limited", "dead");
  private static final String RULE =
      """
      rules:
        - id: checkout-abandoned
          title: Checkout abandoned
          when: { absence: { after: begin_checkout, of: purchase, within: 30m } }
      """;

  private final FakeRegistry registry = FakeRegistry.start().with(1);
  private final Topics topics = new Topics(UUID.randomUUID() + "-");
  private final TopicCounts metrics = new TopicCounts();
  private final Map<String, Long> told = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();
  @TempDir private Path folder;

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void everyBrokenRecordIsADeadLetterAndTheCountsOfEachTopicBalance() throws Exception {
    List<Mixed> sources = Mixed.all(registry);
    prepare(sources);
    for (Mixed source : sources) {
      send(source);
    }
    JobConfig config = config(sources);
    try (LocalRun run = LocalRun.start(config)) {
      Map<String, Map<String, Long>> counts = metrics.counts(run);
      while (!balance(counts)) {
        Patience.pause("at " + counts);
        counts = metrics.counts(run);
      }
      for (Mixed source : sources) {
        assertThat(counts.get(topic(source)))
            .as(source.name())
            .containsEntry("dead", (long) RECORDS / BROKEN_EVERY);
      }
      while (letters(config).size() < broken.size()) {
        Patience.pause("at the dead letters");
      }
    }

    assertThat(letters(config)).containsExactlyInAnyOrderElementsOf(broken);
  }

  /** Whether all has been read and has become something. */
  private boolean balance(Map<String, Map<String, Long>> counts) {
    return told.keySet().equals(counts.keySet())
        && told.entrySet().stream()
            .allMatch(
                it -> {
                  Map<String, Long> of = counts.get(it.getKey());
                  long sum = OUTCOMES.stream().mapToLong(o -> of.getOrDefault(o, 0L)).sum();
                  return it.getValue().equals(of.get("read")) && it.getValue() == sum;
                });
  }

  private void send(Mixed source) throws Exception {
    String topic = topic(source);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            TestBroker.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        int nth = i / BROKEN_EVERY;
        int partition = i % PARTITIONS;
        if (i % BROKEN_EVERY == nth) {
          Broken one = source.broken().get(nth % source.broken().size());
          sent.add(producer.send(record(topic, partition, one.record())));
          broken.add(
              place(topic, partition, i / PARTITIONS, one.reason().code(), one.record().value()));
          told.merge(topic, 1L, Long::sum);
        } else {
          Mixed.Told sound = source.sound().get(i % source.sound().size());
          sent.add(producer.send(record(topic, partition, sound.record())));
          told.merge(topic, (long) sound.things(), Long::sum);
        }
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, int partition, SourceRecord record) {
    var sent =
        new ProducerRecord<byte[], byte[]>(
            topic, partition, record.appended(), null, record.value());
    record.headers().forEach((name, value) -> sent.headers().add(name, value));
    return sent;
  }

  private List<String> letters(JobConfig config) {
    List<String> letters = new ArrayList<>();
    try (LetterLog log = LetterLog.open(config.settings().client(), topics)) {
      log.read(
          log.beginnings(),
          filed -> {
            DeadLetter letter = Objects.requireNonNull(filed.letter());
            assertThat(letter.detail()).isNotBlank();
            letters.add(
                place(
                    letter.topic(),
                    letter.partition(),
                    letter.offset(),
                    letter.reason().code(),
                    letter.value()));
            return true;
          });
    }
    return letters;
  }

  private static String place(
      String topic, int partition, long offset, String reason, byte[] value) {
    return "%s %d/%d %s %x".formatted(topic, partition, offset, reason, Arrays.hashCode(value));
  }

  private String topic(Mixed source) {
    return topics.prefix() + source.name();
  }

  private void prepare(List<Mixed> sources) throws Exception {
    JobConfig config = config(sources);
    try (TopicAdmin admin = TopicAdmin.connect(config.settings().client())) {
      admin.ensure(topics.all());
      admin.ensure(
          sources.stream()
              .map(
                  source ->
                      new Topics.Topic(topic(source), PARTITIONS, Map.of("retention.ms", "-1")))
              .toList());
    }
    Catalogue catalogue = CatalogueLoader.load("rules.yaml", RULE);
    new RulesTopic(config.settings().client(), topics.rules(), InstantSource.system())
        .push(
            Map.of("checkout-abandoned", RuleDocument.of(catalogue.entries().get(0)).text()),
            (id, text, from) -> text);
  }

  private JobConfig config(List<Mixed> sources) throws Exception {
    StringBuilder yaml =
        new StringBuilder(
            """
            waymark.bootstrap-servers: %s
            waymark.topic-prefix: %s
            waymark.registry.url: %s
            execution.checkpointing.dir: %s
            execution.checkpointing.interval: 1s
            parallelism.default: 2
            """
                .formatted(
                    TestBroker.shared().bootstrapServers(),
                    topics.prefix(),
                    registry.address().url(),
                    folder.resolve("checkpoints").toUri()));
    for (Mixed source : sources) {
      yaml.append(
          "waymark.source.%s.format: %s\n".formatted(topic(source), source.sample().named()));
    }
    return JobConfig.load(
        Job.JOURNEY, Files.write(folder.resolve("journey.yaml"), yaml.toString().getBytes(UTF_8)));
  }
}

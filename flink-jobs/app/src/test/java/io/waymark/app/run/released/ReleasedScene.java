package io.waymark.app.run.released;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.LocalBroker;
import io.waymark.app.broker.TestBroker;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.TopicScan;
import io.waymark.app.kafka.Topics;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.RuleDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * An installation under the default names, which are part of a state: topics and the places in
 * them. Its broker is its own.
 */
record ReleasedScene(
    Path folder, LocalBroker broker, Properties client, KafkaProducer<byte[], byte[]> producer)
    implements AutoCloseable {
  static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

  static ReleasedScene open(Path folder) {
    LocalBroker broker = TestBroker.start(folder.resolve("broker"));
    Properties client = new Properties();
    client.put("bootstrap.servers", broker.bootstrapServers());
    try (TopicAdmin admin = TopicAdmin.connect(client)) {
      admin.ensure(TOPICS.all());
    }
    takeTimesAsSaid(client);
    return new ReleasedScene(
        folder,
        broker,
        client,
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /**
   * Of years ago, too: a record has the time that it is sent with, and is not too old to be kept.
   */
  private static void takeTimesAsSaid(Properties client) {
    List<AlterConfigOp> changes =
        Map.of(
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "CreateTime",
                TopicConfig.RETENTION_MS_CONFIG,
                "-1")
            .entrySet()
            .stream()
            .map(
                said ->
                    new AlterConfigOp(
                        new ConfigEntry(said.getKey(), said.getValue()), AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(client)) {
      admin
          .incrementalAlterConfigs(
              TOPICS.all().stream()
                  .collect(
                      Collectors.toMap(
                          topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                          topic -> changes)))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }

  JobConfig config(Job job, int parallelism, String more) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve(job.title() + ".yaml"),
            """
            waymark.bootstrap-servers: %s
            waymark.topic-prefix: %s
            execution.checkpointing.dir: %s
            execution.checkpointing.interval: 500ms
            execution.checkpointing.data-inline-threshold: 1mb
            parallelism.default: %d
            %s
            """
                .formatted(
                    broker.bootstrapServers(),
                    Topics.DEFAULT_PREFIX,
                    folder.resolve("checkpoints").toUri(),
                    parallelism,
                    more));
    return JobConfig.load(job, file);
  }

  void push(String rules) {
    Map<String, String> documents =
        CatalogueLoader.load("rules.yaml", rules).entries().stream()
            .map(RuleDocument::of)
            .collect(Collectors.toMap(document -> document.rule().id(), RuleDocument::text));
    new RulesTopic(client, TOPICS.rules(), InstantSource.system())
        .push(documents, (id, text, from) -> text);
  }

  /**
   * Sends what was written when it happened, long ago as that may be: a job that reads it has
   * missed nothing, and its time goes on to now.
   */
  void send(String topic, byte @Nullable [] key, byte[] value, long at) {
    producer.send(new ProducerRecord<>(topic, null, at, key, value));
  }

  void send(String topic, String key, byte[] value, long at) {
    send(topic, key.getBytes(UTF_8), value, at);
  }

  /** Waits until two more checkpoints are complete, so that nothing is left to be committed. */
  void untilCommitted() throws Exception {
    long before = checkpoints();
    until("two checkpoints are complete", () -> checkpoints() >= before + 2);
  }

  private long checkpoints() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("checkpoints"))) {
      return all.filter(path -> path.endsWith("_metadata"))
          .map(path -> path.getParent().getFileName().toString())
          .mapToLong(name -> Long.parseLong(name.substring("chk-".length())))
          .max()
          .orElse(0);
    } catch (UncheckedIOException deletedMeanwhile) {
      return 0;
    }
  }

  /** Where topics end, by partition. */
  SortedMap<String, Long> ends(List<String> topics) throws Exception {
    producer.flush();
    try (Admin admin = Admin.create(client)) {
      Map<TopicPartition, OffsetSpec> latest =
          admin.describeTopics(topics).allTopicNames().get(30, TimeUnit.SECONDS).values().stream()
              .flatMap(
                  topic ->
                      topic.partitions().stream()
                          .map(each -> new TopicPartition(topic.name(), each.partition())))
              .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest()));
      SortedMap<String, Long> ends = new TreeMap<>();
      admin
          .listOffsets(latest)
          .all()
          .get(30, TimeUnit.SECONDS)
          .forEach((place, end) -> ends.put(place.toString(), end.offset()));
      return ends;
    }
  }

  /** Puts as many records there as there were before: nobody reads them again. */
  void fill(Map<String, Long> ends) {
    ends.forEach(
        (place, end) -> {
          int dash = place.lastIndexOf('-');
          for (long i = 0; i < end; i++) {
            producer.send(
                new ProducerRecord<>(
                    place.substring(0, dash),
                    Integer.valueOf(place.substring(dash + 1)),
                    "before".getBytes(UTF_8),
                    "before".getBytes(UTF_8)));
          }
        });
    producer.flush();
  }

  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    new TopicScan(client, topic).read(null, all::add);
    return all;
  }

  static void until(String what, Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      assertThat(Thread.currentThread().isInterrupted()).as("out of time until " + what).isFalse();
    }
  }

  @Override
  public void close() {
    producer.close();
    broker.close();
  }
}

package io.waymark.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.LocalBroker;
import io.waymark.app.broker.TestBroker;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.RuleDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * An installation in which all that is compacted is compacted at once, and whose customers to be
 * erased have a token in all that is theirs. Its broker is its own: one thread compacts all topics
 * of a broker, and others' could come first.
 *
 * @param folder where jobs keep checkpoints
 * @param prefix of its topics
 */
record ErasureScene(
    Path folder,
    LocalBroker broker,
    String prefix,
    Traces traces,
    KafkaProducer<byte[], byte[]> producer)
    implements AutoCloseable {

  static ErasureScene open(Path folder, String rules) throws Exception {
    LocalBroker broker = TestBroker.start(folder.resolve("broker"));
    Properties client = new Properties();
    client.put("bootstrap.servers", broker.bootstrapServers());
    ErasureScene scene =
        new ErasureScene(
            folder,
            broker,
            UUID.randomUUID() + ".",
            new Traces(client, UUID.randomUUID().toString().replace("-", "")),
            new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer()));
    try (TopicAdmin admin = TopicAdmin.connect(client)) {
      admin.ensure(scene.topics().all());
    }
    scene.compactAtOnce();
    Map<String, String> documents =
        CatalogueLoader.load("rules.yaml", rules).entries().stream()
            .map(RuleDocument::of)
            .collect(Collectors.toMap(document -> document.rule().id(), RuleDocument::text));
    new RulesTopic(client, scene.topics().rules(), InstantSource.system())
        .push(documents, (id, text, from) -> text);
    return scene;
  }

  Topics topics() {
    return new Topics(prefix);
  }

  String customer(int number) {
    return number + "-" + traces.token();
  }

  /** A job of this installation that checkpoints often and has RocksDB compact at once. */
  JobConfig config(Job job, Path checkpoints, String more) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve(job.title() + ".yaml"),
            """
            waymark.bootstrap-servers: %s
            waymark.topic-prefix: %s
            execution.checkpointing.dir: %s
            execution.checkpointing.interval: 500ms
            execution.checkpointing.num-retained: 1
            state.backend.rocksdb.compression.per.level: NO_COMPRESSION
            state.backend.rocksdb.compaction.filter.periodic-compaction-time: 1s
            state.backend.rocksdb.options-factory: %s
            parallelism.default: 1
            %s
            """
                .formatted(
                    broker.bootstrapServers(),
                    prefix,
                    checkpoints.toUri(),
                    SmallManifests.class.getName(),
                    more));
    return JobConfig.load(job, file);
  }

  void send(String topic, @Nullable String key, byte[] value) {
    producer.send(new ProducerRecord<>(topic, key == null ? null : key.getBytes(UTF_8), value));
  }

  /** Goes on until a job has read all that is there now. */
  void untilRead(Job job, String topic, Runnable meanwhile) throws Exception {
    producer.flush();
    try (Admin admin = Admin.create(traces.client())) {
      Map<TopicPartition, OffsetSpec> latest =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(30, TimeUnit.SECONDS)
              .get(topic)
              .partitions()
              .stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
      var ends = admin.listOffsets(latest).all().get(30, TimeUnit.SECONDS);
      until(
          job.title() + " has read " + topic,
          () -> {
            var read =
                admin
                    .listConsumerGroupOffsets(prefix + job.title())
                    .partitionsToOffsetAndMetadata()
                    .get(30, TimeUnit.SECONDS);
            return ends.entrySet().stream()
                .allMatch(
                    end ->
                        end.getValue().offset() == 0
                            || (read.get(end.getKey()) != null
                                && read.get(end.getKey()).offset() >= end.getValue().offset()));
          },
          meanwhile);
    }
  }

  /** Does something again and again until it is so. */
  void until(String what, Callable<Boolean> condition, Runnable meanwhile) throws Exception {
    untilNothing(what, () -> condition.call() ? List.of() : List.of("not yet"), meanwhile);
  }

  /** Does something again and again until nothing is in the way any more. */
  void untilNothing(String what, Callable<? extends Collection<?>> left, Runnable meanwhile)
      throws Exception {
    for (Collection<?> now = left.call(); !now.isEmpty(); now = left.call()) {
      meanwhile.run();
      producer.flush();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      assertThat(Thread.currentThread().isInterrupted())
          .as("out of time until %s: %s", what, now)
          .isFalse();
    }
  }

  private void compactAtOnce() throws Exception {
    List<AlterConfigOp> atOnce =
        Map.of(
                "segment.ms", "500",
                "min.cleanable.dirty.ratio", "0.001",
                "max.compaction.lag.ms", "500",
                "delete.retention.ms", "0")
            .entrySet()
            .stream()
            .map(value -> new ConfigEntry(value.getKey(), value.getValue()))
            .map(value -> new AlterConfigOp(value, AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(traces.client())) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topics().journeys()), atOnce,
                  new ConfigResource(ConfigResource.Type.TOPIC, topics().alerts()), atOnce,
                  new ConfigResource(ConfigResource.Type.TOPIC, topics().experiments()), atOnce,
                  new ConfigResource(ConfigResource.Type.TOPIC, topics().pauses()), atOnce))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    producer.close();
    broker.close();
  }
}

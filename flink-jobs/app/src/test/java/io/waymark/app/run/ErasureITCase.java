package io.waymark.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.broker.TestBroker;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of a thousand who are erased nothing is left where it would stay. */
@Timeout(300)
class ErasureITCase {
  private static final int CUSTOMERS = 1_000;

  /** Receipts of each: from journeys, from links, from the device. */
  private static final int RECEIPTS = 3 * CUSTOMERS;

  private static final String RULES =
      """
      rules:
        - id: checkout-abandoned
          title: Checkout abandoned
          severity: low
          per: [cart_id]
          when: { absence: { after: begin_checkout, of: purchase, within: 30m } }
      """;

  /**
   * In every id and attribute of theirs. Not in front: of keys that begin alike RocksDB writes the
   * beginning once.
   */
  private final String token = UUID.randomUUID().toString().replace("-", "");

  private final InteractionCodec codec = new InteractionCodec();
  @TempDir private Path folder;
  private JobConfig config;
  private KafkaProducer<byte[], byte[]> producer;
  private int passersBy;

  @BeforeEach
  void prepare() throws Exception {
    config = config();
    producer =
        new KafkaProducer<>(
            config.settings().client(), new ByteArraySerializer(), new ByteArraySerializer());
    try (TopicAdmin admin = TopicAdmin.connect(config.settings().client())) {
      admin.ensure(topics().all());
    }
    compactAtOnce(topics().journeys());
    Catalogue catalogue = CatalogueLoader.load("rules.yaml", RULES);
    new RulesTopic(config.settings().client(), topics().rules(), InstantSource.system())
        .push(
            Map.of("checkout-abandoned", RuleDocument.of(catalogue.entries().get(0)).text()),
            (id, text, from) -> text);
  }

  @AfterEach
  void close() {
    producer.close();
  }

  @Test
  void nothingOfThemIsLeftInStateNorInCompactedTopics() throws Exception {
    try (LocalRun run = LocalRun.start(Start.newest(config).config())) {
      for (int i = 0; i < CUSTOMERS; i++) {
        visit(i + "-" + token);
      }
      until("their journeys are told", () -> tellsOfThem(topics().journeys()));
      until("a checkpoint has them", () -> isIn(folder.resolve("checkpoints")));

      for (int i = 0; i < CUSTOMERS; i++) {
        send("erase-" + i, "erase", i + "-" + token, null, Map.of());
      }
      until("receipts are there", () -> records(topics().erasures()).size() >= RECEIPTS);

      Path savepoint = folder.resolve("savepoint");
      savepoint(run, savepoint);
      assertThat(isIn(savepoint)).as("in a canonical savepoint").isFalse();
      until("journeys are compacted", () -> !tellsOfThem(topics().journeys()));
      assertThat(records(topics().erasures())).hasSize(RECEIPTS).noneMatch(this::tellsOfThem);
    }
  }

  /** Somebody looks around, logs in and begins to buy. */
  private void visit(String id) {
    Map<String, Object> cart = Map.of("cart_id", "cart-" + id, "note", "note-" + id);
    send("a" + id, "begin_checkout", null, "device-" + id, cart);
    send("b" + id, "identify", id, "device-" + id, Map.of());
    send("c" + id, "begin_checkout", id, "device-" + id, cart);
  }

  private void send(
      String id,
      String type,
      @Nullable String customer,
      @Nullable String device,
      Map<String, Object> attributes) {
    Event event =
        new Event(
            id,
            type,
            System.currentTimeMillis(),
            customer,
            device,
            null,
            "web",
            null,
            new HashMap<>(attributes));
    producer.send(new ProducerRecord<>(topics().interactions(), codec.encode(event)));
  }

  /**
   * Others go on coming meanwhile, some of whom never say who they are: what nobody writes to is
   * never compacted.
   */
  private void until(String what, Callable<Boolean> condition) throws Exception {
    while (!holds(condition)) {
      for (int i = 0; i < 20; i++) {
        String id = "passer-by-" + passersBy++;
        visit(id);
        send("d" + id, "begin_checkout", null, "unknown-" + id, Map.of("cart_id", id));
      }
      producer.flush();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      assertThat(Thread.currentThread().isInterrupted()).as("out of time until " + what).isFalse();
    }
  }

  private static boolean holds(Callable<Boolean> condition) throws Exception {
    try {
      return condition.call();
    } catch (UncheckedIOException e) {
      // A file of a checkpoint that has been replaced: what there is now is looked at again.
      return false;
    }
  }

  private boolean isIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).anyMatch(this::tellsOfThem);
    }
  }

  private boolean tellsOfThem(Path file) {
    try {
      return has(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean tellsOfThem(String topic) {
    return records(topic).stream().anyMatch(this::tellsOfThem);
  }

  private boolean tellsOfThem(ConsumerRecord<byte[], byte[]> record) {
    return has(record.key()) || (record.value() != null && has(record.value()));
  }

  private boolean has(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(token);
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            config.settings().client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (PartitionInfo info : consumer.partitionsFor(topic)) {
        partitions.add(new TopicPartition(topic, info.partition()));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }

  private void savepoint(LocalRun run, Path directory) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    String savepoints = run.web() + "/jobs/" + run.id() + "/savepoints";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(savepoints))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"target-directory\": \"%s\", \"formatType\": \"CANONICAL\"}"
                        .formatted(directory.toUri())))
            .build();
    String id = json(http, request).get("request-id").asText();
    HttpRequest status = HttpRequest.newBuilder(URI.create(savepoints + "/" + id)).build();
    until(
        "the savepoint is complete",
        () -> json(http, status).at("/status/id").asText().equals("COMPLETED"));
    assertThat(json(http, status).at("/operation/location").asText()).startsWith("file:");
  }

  private static JsonNode json(HttpClient http, HttpRequest request) throws Exception {
    return new ObjectMapper()
        .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private void compactAtOnce(String topic) throws Exception {
    try (Admin admin = Admin.create(config.settings().client())) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  settings(
                      Map.of(
                          "segment.ms", "500",
                          "min.cleanable.dirty.ratio", "0.001",
                          "max.compaction.lag.ms", "500",
                          "delete.retention.ms", "0")),
                  new ConfigResource(ConfigResource.Type.BROKER, ""),
                  settings(Map.of("log.cleaner.backoff.ms", "500"))))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static List<AlterConfigOp> settings(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            value ->
                new AlterConfigOp(
                    new ConfigEntry(value.getKey(), value.getValue()), AlterConfigOp.OpType.SET))
        .toList();
  }

  private Topics topics() {
    return config.settings().topics();
  }

  private JobConfig config() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("journey.yaml"),
            """
            waymark.bootstrap-servers: %s
            waymark.topic-prefix: %s.
            waymark.journeys.interval: 1s
            execution.checkpointing.dir: %s
            execution.checkpointing.interval: 500ms
            execution.checkpointing.num-retained: 1
            state.backend.rocksdb.compression.per.level: NO_COMPRESSION
            parallelism.default: 1
            """
                .formatted(
                    TestBroker.shared().bootstrapServers(),
                    UUID.randomUUID(),
                    folder.resolve("checkpoints").toUri()));
    return JobConfig.load(Job.JOURNEY, file);
  }
}

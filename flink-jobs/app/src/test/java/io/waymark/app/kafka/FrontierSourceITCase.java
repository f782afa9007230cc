package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.LocalBroker;
import io.waymark.app.broker.TestBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Time over a real broker: it moves in silence, and only in silence. */
@Timeout(90)
class FrontierSourceITCase {
  @TempDir static Path directory;
  private static LocalBroker broker;

  @BeforeAll
  static void startBroker() {
    broker = TestBroker.start(directory);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void whatIsDueInSilenceFiresAlthoughOnePartitionIsEmpty() throws Exception {
    create("silence", 4);
    try (SilenceJob job = SilenceJob.start(broker.bootstrapServers(), "silence", Duration.ZERO)) {
      Set<String> sent = new HashSet<>();
      List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        // Three partitions of four: the last one never gets a record.
        records.add(event("silence", i % 3, "k" + i, System.currentTimeMillis()));
        sent.add("k" + i);
      }
      send(Map.of(), records);

      assertThat(take(SilenceJob.FIRED, 20, 90)).containsExactlyInAnyOrderElementsOf(sent);
      assertThat(SilenceJob.LATE).hasValue(0);
    }
  }

  @Test
  void aReaderWithoutPartitionHoldsBackNobody() throws Exception {
    create("narrow", 1);
    try (SilenceJob job = SilenceJob.start(broker.bootstrapServers(), "narrow", Duration.ZERO)) {
      send(Map.of(), List.of(event("narrow", 0, "alone", System.currentTimeMillis())));

      assertThat(take(SilenceJob.FIRED, 1, 90)).containsExactly("alone");
    }
  }

  @Test
  void timeInSilenceStaysBehindTheWallClockByAsMuchAsItMayBeAhead() throws Exception {
    create("skewed", 1);
    Duration skew = Duration.ofSeconds(10);
    try (SilenceJob job = SilenceJob.startWithSkew(broker.bootstrapServers(), "skewed", skew)) {
      long sent = System.currentTimeMillis();
      send(Map.of(), List.of(event("skewed", 0, "k", sent)));

      assertThat(take(SilenceJob.FIRED, 1, 90)).containsExactly("k");
      assertThat(System.currentTimeMillis() - sent)
          .isGreaterThan(SilenceJob.WITHIN.plus(skew).toMillis());
    }
  }

  @Test
  void aBacklogMovesNoTimeHoweverLongItWaits() throws Exception {
    // A partition for each reader: one without would hold time anyway.
    create("backlog", 2);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      records.add(event("backlog", i % 2, "k" + i, System.currentTimeMillis() + i));
    }
    send(Map.of(), records);

    try (SilenceJob job =
        SilenceJob.start(broker.bootstrapServers(), "backlog", Duration.ofMillis(240))) {
      assertThat(take(SilenceJob.SEEN, 60, 90)).hasSize(60);

      assertThat(SilenceJob.LATE).hasValue(0);
      assertThat(take(SilenceJob.FIRED, 60, 90)).hasSize(60);
    }
  }

  @Test
  void transactionMarkersAtTheEndAreNoBacklog() throws Exception {
    create("markers", 2);
    try (SilenceJob job = SilenceJob.start(broker.bootstrapServers(), "markers", Duration.ZERO)) {
      send(
          Map.of("transactional.id", "markers"),
          List.of(event("markers", 0, "committed", System.currentTimeMillis())));

      assertThat(take(SilenceJob.FIRED, 1, 90)).containsExactly("committed");
    }
  }

  @Test
  void afterARestoreInSilenceTimeGoesOnFromThePartitionsLastRecord() throws Exception {
    create("restored", 2);
    SilenceJob first = SilenceJob.start(broker.bootstrapServers(), "restored", Duration.ZERO);
    awaitRunning("restored");
    send(Map.of(), List.of(event("restored", 1, "pending", System.currentTimeMillis())));
    assertThat(take(SilenceJob.SEEN, 1, 90)).containsExactly("pending");
    String savepoint = first.suspend(directory.resolve("savepoints"));
    assertThat(SilenceJob.FIRED).isEmpty();

    try (SilenceJob second = SilenceJob.resume(broker.bootstrapServers(), "restored", savepoint)) {
      assertThat(take(SilenceJob.FIRED, 1, 90)).containsExactly("pending");
      assertThat(SilenceJob.SEEN).isEmpty();
    }
  }

  @Test
  void anOutageMovesNoTime() throws Exception {
    create("outage", 1);
    try (SilenceJob job = SilenceJob.start(broker.bootstrapServers(), "outage", Duration.ZERO)) {
      awaitRunning("outage");
      send(Map.of(), List.of(event("outage", 0, "before", System.currentTimeMillis())));
      assertThat(take(SilenceJob.SEEN, 1, 90)).containsExactly("before");

      TestBroker.kill(broker);
      // Twice the time in which it would have come due.
      assertThat(SilenceJob.FIRED.poll(8, TimeUnit.SECONDS)).isNull();

      long back = System.currentTimeMillis();
      broker.restart();
      // Others may still have what they could not send.
      send(Map.of(), List.of(event("outage", 0, "after", System.currentTimeMillis())));
      assertThat(take(SilenceJob.FIRED, 1, 90)).containsExactly("before");
      assertThat(System.currentTimeMillis() - back)
          .isGreaterThan(PartitionFrontier.AFTER_OUTAGE.toMillis());
    }
  }

  /** What is sent from now on is seen at once; the probe itself comes due long after the test. */
  private static void awaitRunning(String topic) throws Exception {
    long nextHour = System.currentTimeMillis() + 3_600_000;
    send(Map.of(), List.of(event(topic, 0, "running", nextHour)));
    assertThat(take(SilenceJob.SEEN, 1, 90)).containsExactly("running");
  }

  private static void create(String topic, int partitions) {
    try (TopicAdmin admin = TopicAdmin.connect(client())) {
      admin.ensure(List.of(Topics.Topic.kept(topic, partitions, Duration.ofDays(1))));
    }
  }

  private static Properties client() {
    Properties client = new Properties();
    client.put("bootstrap.servers", broker.bootstrapServers());
    return client;
  }

  private static ProducerRecord<byte[], byte[]> event(
      String topic, int partition, String key, long time) {
    return new ProducerRecord<>(
        topic, partition, null, (key + " " + time).getBytes(StandardCharsets.UTF_8));
  }

  private static void send(
      Map<String, String> options, List<ProducerRecord<byte[], byte[]>> records) throws Exception {
    Properties own = client();
    own.putAll(options);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer())) {
      boolean transactional = own.containsKey("transactional.id");
      if (transactional) {
        producer.initTransactions();
        producer.beginTransaction();
      }
      List<Future<?>> sent = new ArrayList<>();
      records.forEach(record -> sent.add(producer.send(record)));
      for (Future<?> one : sent) {
        one.get(20, TimeUnit.SECONDS);
      }
      if (transactional) {
        producer.commitTransaction();
      }
    }
  }

  /** The next elements, as many as come within the seconds given. */
  private static List<String> take(BlockingQueue<String> queue, int count, int seconds)
      throws InterruptedException {
    List<String> taken = new ArrayList<>();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (taken.size() < count) {
      String next = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        break;
      }
      taken.add(next);
    }
    return taken;
  }
}

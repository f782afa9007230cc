package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.app.broker.TestBroker;
import io.waymark.app.kafka.PartitionFrontier.Anchor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KafkaPartitionTailITCase {
  private final String topic = UUID.randomUUID().toString();
  private final TopicPartition partition = new TopicPartition(topic, 0);
  private final KafkaPartitionTail<String> tail =
      new KafkaPartitionTail<>(reader(), new TextEvents());

  KafkaPartitionTailITCase() {
    try (TopicAdmin admin = TopicAdmin.connect(TestBroker.client())) {
      admin.ensure(List.of(Topics.Topic.kept(topic, 1, Duration.ofDays(1))));
    }
  }

  @AfterEach
  void close() {
    tail.close();
  }

  @Test
  void theLastEventIsFoundBehindDeadLettersAndMarkers() throws Exception {
    commit("k 1000", "k 2000");
    commit("dead");

    Anchor anchor = tail.lastEvent(partition, end());

    assertThat(anchor.eventTime()).isEqualTo(2000);
    assertThat(anchor.appended()).isBetween(System.currentTimeMillis() - 60_000, now());
  }

  @Test
  void ofSeveralEventsInTheLastRecordTheLatestCounts() throws Exception {
    commit("k 9000");
    commit("k 1000,k 3000,k 2000,dead");

    assertThat(tail.lastEvent(partition, end()).eventTime()).isEqualTo(3000);
  }

  @Test
  void aPartitionWithoutEventsHasNoLastOne() throws Exception {
    assertThat(tail.lastEvent(partition, 0)).isNull();

    commit("dead");
    assertThat(tail.lastEvent(partition, end())).isNull();
  }

  @Test
  void aLastRecordThatCannotBeReadYetIsWaitedFor() throws Exception {
    commit("k 2000");
    awaitEnd(2);
    CompletableFuture<Void> soon = new CompletableFuture<>();
    soon.completeOnTimeout(null, 50, TimeUnit.MILLISECONDS);

    try (KafkaPartitionTail<String> patient =
        new KafkaPartitionTail<>(reader(), new UnreadEvents(soon))) {
      assertThat(patient.lastEvent(partition, end()).eventTime()).isEqualTo(2000);
    }
  }

  @Test
  void butNotForEver() throws Exception {
    commit("k 2000");
    awaitEnd(2);
    CompletableFuture<Void> never = new CompletableFuture<>();

    try (KafkaPartitionTail<String> patient =
        new KafkaPartitionTail<>(reader(), new UnreadEvents(never))) {
      assertThatThrownBy(() -> patient.lastEvent(partition, end()))
          .isInstanceOf(KafkaException.class);
    }
    assertThat(never).isCancelled();
  }

  /** Events that can be read when something is done. */
  private static final class UnreadEvents
      implements KafkaRecordDeserializationSchema<Polled<String>> {
    private static final long serialVersionUID = 1L;

    private final transient CompletableFuture<Void> ready;
    private final TextEvents events = new TextEvents();

    UnreadEvents(CompletableFuture<Void> ready) {
      this.ready = ready;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Polled<String>> out) {
      out.collect(
          Polled.unread(
              record.offset(),
              record.timestamp(),
              new Polled.Unread<>() {
                @Override
                public CompletableFuture<?> ready() {
                  return ready;
                }

                @Override
                public void read(Collector<Polled<String>> again) {
                  events.deserialize(record, again);
                }
              }));
    }

    @Override
    public TypeInformation<Polled<String>> getProducedType() {
      return events.getProducedType();
    }
  }

  @Test
  void markersAreNothingToReadAndRecordsAre() throws Exception {
    commit("k 1000");

    assertThat(end()).isEqualTo(2);
    assertThat(tail.rest(partition, 1, 2)).isEqualTo(PartitionTail.Rest.NOTHING);
    assertThat(tail.rest(partition, 0, 2)).isEqualTo(PartitionTail.Rest.RECORDS);
  }

  @Test
  void symbolicStartsAreResolved() throws Exception {
    commit("k 1000");

    assertThat(tail.start(partition, KafkaPartitionSplit.EARLIEST_OFFSET)).isZero();
    // Nothing is committed and no reset is configured: where reading starts can't be known.
    assertThat(tail.start(partition, KafkaPartitionSplit.COMMITTED_OFFSET)).isNegative();
  }

  /** Whoever commits is told so before the marker stands in the topic. */
  private void awaitEnd(long offset) {
    while (end() < offset) {
      Thread.onSpinWait();
    }
  }

  private long end() {
    return tail.ends(java.util.Set.of(partition)).get(partition);
  }

  private static long now() {
    return System.currentTimeMillis();
  }

  private static Properties reader() {
    Properties reader = TestBroker.client();
    reader.put("isolation.level", "read_committed");
    reader.put("group.id", "tail");
    return reader;
  }

  private void commit(String... values) throws Exception {
    Properties writer = TestBroker.client();
    writer.put("transactional.id", topic);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(writer, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (String value : values) {
        producer
            .send(new ProducerRecord<>(topic, value.getBytes(StandardCharsets.UTF_8)))
            .get(20, TimeUnit.SECONDS);
      }
      producer.commitTransaction();
    }
  }
}

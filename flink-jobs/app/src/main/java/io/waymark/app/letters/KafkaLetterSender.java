package io.waymark.app.letters;

import io.waymark.app.kafka.Topics;
import io.waymark.pipeline.wire.DeadLetter;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends letters as the records they were: key, value and headers. The key chooses the partition;
 * without one it is that of before.
 */
final class KafkaLetterSender implements LetterSender {
  private final Producer<byte[], byte[]> producer;
  private final ReplayReport report;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  /**
   * @param report is told what was acknowledged and what refused
   */
  KafkaLetterSender(Producer<byte[], byte[]> producer, ReplayReport report) {
    this.producer = producer;
    this.report = report;
  }

  /**
   * Opens a producer.
   *
   * @param client the client's properties, with {@code bootstrap.servers}
   */
  static Producer<byte[], byte[]> producer(Properties client) {
    Properties own = new Properties();
    own.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    own.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    own.putAll(client);
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    own.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topics.LARGEST_DEAD_LETTER));
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");
    return new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void send(DeadLetter letter, int partitions) {
    Integer partition =
        letter.key() == null && letter.partition() < partitions ? letter.partition() : null;
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(letter.topic(), partition, letter.key(), letter.value());
    letter.headers().forEach(header -> record.headers().add(header.name(), header.value()));
    producer.send(record, (metadata, refused) -> told(letter, refused));
  }

  private void told(DeadLetter letter, @Nullable Exception refused) {
    if (refused == null) {
      report.sent(letter);
    } else if (refused instanceof RecordTooLargeException) {
      report.unsent(letter, Obstacle.TOO_LARGE);
    } else {
      failure.compareAndSet(null, refused);
    }
  }

  @Override
  public void awaitAcknowledged() {
    producer.flush();
    Exception first = failure.get();
    if (first != null) {
      throw first instanceof KafkaException kafka
          ? kafka
          : new KafkaException("can't send a dead letter back", first);
    }
  }
}

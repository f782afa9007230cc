package io.waymark.app.redelivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.app.kafka.AttemptEncoder;
import io.waymark.app.kafka.Topics;
import io.waymark.domain.delivery.Attempt;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Asks the delivery job to send messages once more.
 *
 * @param client properties of every client, with {@code bootstrap.servers}
 */
public record Redeliveries(Properties client, Topics topics) {

  /**
   * Asks for them, with the ids and bodies they had; they are in the topic when this returns.
   *
   * @throws KafkaException if the broker refuses or does not answer; then some may be asked for
   */
  public void ask(List<Attempt> dead) {
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    AttemptEncoder encoder = new AttemptEncoder();
    try (Producer<byte[], byte[]> producer = producer()) {
      for (Attempt attempt : dead) {
        producer.send(
            new ProducerRecord<>(
                topics.redeliveries(),
                encoder.key(attempt).getBytes(UTF_8),
                encoder.value(attempt)),
            (metadata, refused) -> {
              if (refused != null) {
                failure.compareAndSet(null, refused);
              }
            });
      }
      producer.flush();
    }
    Exception first = failure.get();
    if (first != null) {
      throw first instanceof KafkaException kafka
          ? kafka
          : new KafkaException("can't ask for a delivery", first);
    }
  }

  private Producer<byte[], byte[]> producer() {
    Properties own = new Properties();
    own.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    own.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    own.putAll(client);
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");
    return new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
  }
}

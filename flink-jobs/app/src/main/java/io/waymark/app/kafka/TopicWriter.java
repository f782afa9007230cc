package io.waymark.app.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a few records and waits until all replicas have them; ends within a minute.
 *
 * @param client properties of every client, with {@code bootstrap.servers}
 */
record TopicWriter(Properties client) {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /**
   * Writes them in this order.
   *
   * @throws BrokerUnavailable if the broker does not answer; some may be written then
   */
  void write(List<ProducerRecord<byte[], byte[]>> records) {
    Properties own = new Properties();
    own.putAll(client);
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(TIMEOUT.toMillis()));
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      List<Future<?>> sent = new ArrayList<>();
      records.forEach(record -> sent.add(producer.send(record)));
      for (Future<?> one : sent) {
        one.get(2 * TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    } catch (TimeoutException e) {
      throw unavailable(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException late
          ? unavailable(late)
          : new KafkaException("can't write to " + records.get(0).topic(), e.getCause());
    } finally {
      producer.close(Duration.ofSeconds(2));
    }
  }

  private BrokerUnavailable unavailable(Throwable cause) {
    return new BrokerUnavailable(
        String.valueOf(client.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)), cause);
  }
}

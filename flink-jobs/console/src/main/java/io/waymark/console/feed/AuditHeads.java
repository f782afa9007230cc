package io.waymark.console.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.store.AuditLog;
import io.waymark.console.store.Json;
import io.waymark.console.store.Notary;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Where audits ended, in the compacted topic {@code audit-heads}, one record each: {@code {"seq":
 * 12, "hash": "...", "at": "..."}} in JSON. Each call waits for the brokers 5 s at most.
 */
public final class AuditHeads implements Notary {
  static final String TOPIC = "audit-heads";

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Properties client;
  private final String topic;
  private final InstantSource wall;

  public AuditHeads(Properties client, String prefix, InstantSource wall) {
    this.client = client;
    this.topic = prefix + TOPIC;
    this.wall = wall;
  }

  @Override
  public Optional<AuditLog.Head> last(String audit) throws Away {
    Properties own = new Properties();
    own.putAll(client);
    own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    TopicPartition only = new TopicPartition(topic, 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(own, new StringDeserializer(), new ByteArrayDeserializer())) {
      if (consumer.partitionsFor(topic).isEmpty()) {
        throw new UnknownTopicOrPartitionException("there is no topic " + topic);
      }
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      long end = consumer.endOffsets(List.of(only)).getOrDefault(only, 0L);
      Optional<AuditLog.Head> last = Optional.empty();
      while (consumer.position(only) < end) {
        for (ConsumerRecord<String, byte[]> kept : consumer.poll(PATIENCE)) {
          if (audit.equals(kept.key())) {
            last = read(kept.value());
          }
        }
      }
      return last;
    } catch (KafkaException e) {
      throw new Away(e);
    }
  }

  /** A tombstone is an end that counts no more. */
  private static Optional<AuditLog.Head> read(byte[] kept) {
    ObjectNode head = kept == null ? null : Json.untrusted(kept);
    return head == null
        ? Optional.empty()
        : Optional.of(new AuditLog.Head(head.path("seq").asLong(), head.path("hash").asText()));
  }

  @Override
  public void keep(String audit, AuditLog.Head head) throws Away {
    Properties own = new Properties();
    own.putAll(client);
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    ObjectNode said =
        Json.object()
            .put("seq", head.seq())
            .put("hash", head.hash())
            .put("at", Json.time(wall.millis()));
    byte[] value = Json.text(said).getBytes(StandardCharsets.UTF_8);
    Producer<String, byte[]> producer = null;
    try {
      producer = new KafkaProducer<>(own, new StringSerializer(), new ByteArraySerializer());
      producer.send(new ProducerRecord<>(topic, 0, audit, value)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Away(e);
    } catch (ExecutionException | KafkaException e) {
      throw new Away(e);
    } finally {
      if (producer != null) {
        producer.close(Duration.ofSeconds(1));
      }
    }
  }
}

package io.waymark.app.kafka;

import io.waymark.domain.intervention.Pause;
import io.waymark.pipeline.wire.PauseCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Which rules' interventions are stopped, as people and guardrails say. Every call ends within a
 * minute; a broker that does not answer is a {@link BrokerUnavailable}.
 */
public final class PausesTopic {
  private final Properties client;
  private final String topic;

  public PausesTopic(Properties client, String topic) {
    this.client = client;
    this.topic = topic;
  }

  /** The last word on each rule, by its id. */
  public SortedMap<String, Pause> list() {
    SortedMap<String, Pause> pauses = new TreeMap<>();
    PauseCodec codec = new PauseCodec();
    RulesReader.read(
        client,
        topic,
        record ->
            PausesFromKafka.read(record, codec)
                .filter(pause -> pause.supersedes(pauses.get(pause.ruleId())))
                .ifPresent(pause -> pauses.put(pause.ruleId(), pause)));
    return pauses;
  }

  /** Says it; it is written when this returns. */
  public void say(Pause pause) {
    Properties own = new Properties();
    own.putAll(client);
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "15000");
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer
          .send(
              new ProducerRecord<>(
                  topic,
                  pause.ruleId().getBytes(StandardCharsets.UTF_8),
                  new PauseCodec().encode(pause)))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof TimeoutException late
          ? unavailable(late)
          : new KafkaException("can't write to " + topic, e.getCause());
    } finally {
      producer.close(Duration.ofSeconds(2));
    }
  }

  private BrokerUnavailable unavailable(Throwable cause) {
    return new BrokerUnavailable(
        String.valueOf(client.get(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG)), cause);
  }
}

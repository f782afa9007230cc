package io.waymark.console.feed;

import io.waymark.console.store.Tallies;
import io.waymark.domain.intervention.Pause;
import io.waymark.pipeline.wire.PauseCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Says to the jobs that a rule's interventions stop or go on. Thread-safe. */
public final class PauseWriter {
  private final Properties client;
  private final String prefix;
  private final InstantSource wall;

  /** It was not said, or nobody knows whether it was: saying it again does no harm. */
  public static final class NotSaid extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean certain;

    NotSaid(boolean certain, Throwable cause) {
      super(
          certain
              ? "Kafka did not take it; try again when it answers"
              : "Kafka did not say whether it took it; look again, or say it once more",
          cause);
      this.certain = certain;
    }

    /** Whether it can't come through any more. */
    public boolean isCertain() {
      return certain;
    }
  }

  public PauseWriter(Properties client, String prefix, InstantSource wall) {
    this.client = client;
    this.prefix = prefix;
    this.wall = wall;
  }

  /**
   * What is to be said.
   *
   * @param before the last word on the rule, which it goes before
   */
  public Pause word(String rule, boolean paused, String reason, Tallies.@Nullable Pause before) {
    Pause last =
        before == null ? null : new Pause(rule, before.paused(), before.reason(), before.at());
    return Pause.said(rule, paused, reason, wall.millis(), last);
  }

  /** Says it; it is written when this returns. */
  public void say(Pause pause) throws NotSaid {
    String topic = prefix + Feed.PAUSES.topic();
    Properties own = new Properties();
    own.putAll(client);
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000");
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "8000");
    Producer<byte[], byte[]> producer = null;
    boolean handedOver = false;
    try {
      producer = new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
      // Until its leader is known nothing is on its way.
      producer.partitionsFor(topic);
      handedOver = true;
      producer
          .send(
              new ProducerRecord<>(
                  topic,
                  pause.ruleId().getBytes(StandardCharsets.UTF_8),
                  new PauseCodec().encode(pause)))
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotSaid(!handedOver, e);
    } catch (ExecutionException | KafkaException e) {
      throw new NotSaid(!handedOver, e);
    } finally {
      if (producer != null) {
        producer.close(Duration.ofSeconds(1));
      }
    }
  }
}

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

/** Says to the jobs that a rule's interventions stop or go on. */
public final class PauseWriter {
  private final Properties client;
  private final String prefix;
  private final InstantSource wall;

  /** It was not said, or nobody knows whether it was: saying it again does no harm. */
  public static final class NotSaid extends Exception {
    private static final long serialVersionUID = 1L;

    NotSaid(Throwable cause) {
      super("Kafka did not take it; try again when it answers", cause);
    }
  }

  public PauseWriter(Properties client, String prefix, InstantSource wall) {
    this.client = client;
    this.prefix = prefix;
    this.wall = wall;
  }

  /**
   * Says it; it is written when this returns.
   *
   * @param before the last word on the rule, which it goes before
   * @return when it was said
   */
  public long say(String rule, boolean paused, String reason, Tallies.@Nullable Pause before)
      throws NotSaid {
    Pause last =
        before == null ? null : new Pause(rule, before.paused(), before.reason(), before.at());
    Pause pause = Pause.said(rule, paused, reason, wall.millis(), last);
    Properties own = new Properties();
    own.putAll(client);
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "5000");
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "8000");
    Producer<byte[], byte[]> producer = null;
    try {
      producer = new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
      producer
          .send(
              new ProducerRecord<>(
                  prefix + Feed.PAUSES.topic(),
                  rule.getBytes(StandardCharsets.UTF_8),
                  new PauseCodec().encode(pause)))
          .get();
      return pause.at();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotSaid(e);
    } catch (ExecutionException | KafkaException e) {
      throw new NotSaid(e);
    } finally {
      if (producer != null) {
        producer.close(Duration.ofSeconds(1));
      }
    }
  }
}

package io.waymark.app.kafka;

import io.waymark.pipeline.rules.RuleUpdate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.jspecify.annotations.Nullable;

/**
 * Publishes catalogues to the rules topic and reads what is published there. Every call ends within
 * a minute; a broker that does not answer is a {@link BrokerUnavailable}.
 */
public final class RulesTopic {
  /** Time from a push to the moment a rule that is new to a running catalogue takes effect. */
  static final Duration NOTICE = Duration.ofSeconds(10);

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Properties client;
  private final String topic;
  private final InstantSource clock;

  public RulesTopic(Properties client, String topic, InstantSource clock) {
    this.client = client;
    this.topic = topic;
    this.clock = clock;
  }

  /** Gives a rule the time from which it takes part, unless its document states one. */
  @FunctionalInterface
  public interface EffectiveFrom {
    /**
     * @param id under which it is published
     * @param text the rule's document
     * @param millis since the epoch
     * @return the document with that time, or as it was if it states its own
     */
    String stated(String id, String text, long millis);
  }

  /** What a push did, by rule ids; {@code unchanged} were not written again. */
  public record Pushed(
      long revision,
      List<String> added,
      List<String> changed,
      List<String> withdrawn,
      List<String> unchanged) {}

  /**
   * A rule as published.
   *
   * @param effectiveFrom the time the push gave it; null if the rule was there from the start or
   *     states its own
   */
  public record Published(String text, long revision, @Nullable Long effectiveFrom) {}

  /**
   * What is published.
   *
   * @param revision of the last complete push; 0 if there was none
   * @param newest number that a push has taken, even if it broke off; 0 if there was none
   * @param rules by id
   */
  public record Catalogue(long revision, long newest, SortedMap<String, Published> rules) {}

  /** Reads the topic up to its end as of now. */
  public Catalogue list() {
    SortedMap<String, Published> rules = new TreeMap<>();
    long[] revision = {0};
    long[] newest = {0};
    RulesReader.read(
        client,
        topic,
        record ->
            RulesRecord.read(record)
                .ifPresent(
                    update -> {
                      newest[0] = Math.max(newest[0], update.revision());
                      if (update.completesRevision()) {
                        revision[0] = Math.max(revision[0], update.revision());
                      } else if (update.text() == null) {
                        rules.remove(update.ruleId());
                      } else {
                        rules.put(
                            update.ruleId(),
                            new Published(
                                update.text(),
                                update.revision(),
                                RulesRecord.effectiveFrom(record)));
                      }
                    }));
    return new Catalogue(revision[0], newest[0], rules);
  }

  /**
   * Makes the topic say exactly this catalogue. What is missing from it is withdrawn; a job takes
   * all of it up at once, with the record that ends the push. Two pushes at the same time are not
   * kept apart.
   *
   * @param documents the rules' documents by id
   */
  public Pushed push(Map<String, String> documents, EffectiveFrom effectiveFrom) {
    Catalogue before = list();
    long revision = before.newest() + 1;
    boolean running = before.revision() > 0;
    Pushed pushed =
        new Pushed(
            revision, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    long soon = clock.millis() + NOTICE.toMillis();
    new LinkedHashMap<>(documents)
        .forEach(
            (id, document) -> {
              Published known = before.rules().get(id);
              Long from =
                  known != null ? known.effectiveFrom() : running ? Long.valueOf(soon) : null;
              String text = from == null ? document : effectiveFrom.stated(id, document, from);
              if (known == null) {
                pushed.added().add(id);
              } else if (known.text().equals(text)) {
                pushed.unchanged().add(id);
                return;
              } else {
                pushed.changed().add(id);
              }
              records.add(RulesRecord.of(topic, RuleUpdate.published(id, text, revision), from));
            });
    for (String id : before.rules().keySet()) {
      if (!documents.containsKey(id)) {
        pushed.withdrawn().add(id);
        records.add(RulesRecord.of(topic, RuleUpdate.withdrawn(id, revision), null));
      }
    }
    records.add(RulesRecord.of(topic, RuleUpdate.completed(revision), null));
    write(records);
    return pushed;
  }

  private void write(List<ProducerRecord<byte[], byte[]>> records) {
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

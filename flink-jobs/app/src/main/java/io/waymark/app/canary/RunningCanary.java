package io.waymark.app.canary;

import io.waymark.app.kafka.Topics;
import io.waymark.domain.canary.Canary;
import io.waymark.domain.canary.CanaryWatch;
import io.waymark.domain.canary.CanaryWatch.Outcome;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.SignalCodec;
import io.waymark.pipeline.wire.UndecodableException;
import io.waymark.pipeline.wire.Words;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the canary leave, time after time, and reads the signals for whether it is missed. A broker
 * that is away is waited for: what can't be sent meanwhile is counted.
 */
public final class RunningCanary implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningCanary.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(8);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration CLOSE = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration END = Duration.ofSeconds(10);
  private static final byte[] KEY = Canary.CUSTOMER.getBytes(StandardCharsets.UTF_8);

  private final Properties client;
  private final Topics topics;
  private final Duration every;
  private final InstantSource clock;
  private final InteractionCodec events = new InteractionCodec();
  private final SignalCodec signals = new SignalCodec();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "canary");

  /** Guarded by itself: it is asked for figures by others. */
  private final CanaryWatch watch;

  private final Map<Outcome, Long> said = new EnumMap<>(Outcome.class);
  private long next;
  private boolean proves;
  private boolean works = true;

  private RunningCanary(Properties client, Topics topics, Duration every, InstantSource clock) {
    this.client = client;
    this.topics = topics;
    this.every = every;
    this.clock = clock;
    long now = clock.millis();
    this.watch = new CanaryWatch("canary-" + Long.toString(now, Character.MAX_RADIX), now);
    this.next = now;
    thread.setDaemon(true);
  }

  /**
   * Starts it; the first probe goes out as soon as the broker answers.
   *
   * @param client properties of every client, with {@code bootstrap.servers}
   * @param every from one probe to the next
   */
  public static RunningCanary start(
      Properties client, Topics topics, Duration every, InstantSource clock) {
    RunningCanary canary = new RunningCanary(client, topics, every, clock);
    canary.thread.start();
    return canary;
  }

  /** From one probe to the next. */
  public Duration every() {
    return every;
  }

  /** Time since the last proof, or since the start. */
  public Duration age() {
    synchronized (watch) {
      return Duration.ofMillis(watch.age(clock.millis()));
    }
  }

  /** To how many probes this has happened. */
  public long count(CanaryWatch.Outcome outcome) {
    synchronized (watch) {
      return watch.count(outcome);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(SOON.toMillis());
      // It may wait for a broker that is not there.
      thread.interrupt();
      thread.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void run() {
    try {
      while (!isClosed()) {
        try {
          watch();
        } catch (InterruptException e) {
          return;
        } catch (RuntimeException e) {
          // Whatever it is: a canary that is gone without a word would never be missed.
          fails(e);
          closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fails(RuntimeException e) {
    if (works) {
      LOG.warn(
          "the canary sends nothing, and tries again every {} s: {}",
          RETRY.toSeconds(),
          e.getMessage(),
          e instanceof KafkaException ? null : e);
    }
    works = false;
    proves = false;
  }

  private void watch() {
    Producer<byte[], byte[]> producer = producer();
    try {
      watch(producer);
    } finally {
      producer.close(CLOSE);
    }
  }

  private void watch(Producer<byte[], byte[]> producer) {
    Consumer<byte[], byte[]> consumer = consumer();
    try {
      // Before the first probe, or its signal could be missed.
      goToTheEnd(consumer);
      if (!works) {
        LOG.info("the canary goes on");
      }
      works = true;
      while (!isClosed()) {
        long now = clock.millis();
        if (now >= next) {
          next = now + every.toMillis();
          send(producer, now);
        }
        consumer.poll(POLL).forEach(this::read);
        synchronized (watch) {
          watch.pass(clock.millis());
        }
        say();
      }
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE));
    }
  }

  /** Says each probe that proves nothing, and the first that does again. */
  private void say() {
    for (Outcome outcome : Outcome.values()) {
      long count = count(outcome);
      if (count > said.getOrDefault(outcome, 0L)) {
        said.put(outcome, count);
        if (outcome != Outcome.PROVEN) {
          proves = false;
          // Why it could not be sent has been said.
          if (outcome != Outcome.UNSENT) {
            LOG.warn("a probe of the canary was {}: {} so far", Words.of(outcome), count);
          }
        } else if (!proves) {
          proves = true;
          LOG.info("the canary is noticed in time");
        }
      }
    }
  }

  private void goToTheEnd(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topics.signals(), ANSWER).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new UnknownTopicOrPartitionException("there is no topic " + topics.signals());
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(partition -> consumer.position(partition, ANSWER));
  }

  private void send(Producer<byte[], byte[]> producer, long now) {
    Event probe;
    synchronized (watch) {
      probe = watch.probe(now);
    }
    producer.send(
        new ProducerRecord<>(topics.interactions(), KEY, events.encode(probe)),
        (sent, failure) -> {
          if (failure != null) {
            LOG.warn("a probe of the canary could not be sent: {}", failure.toString());
            synchronized (watch) {
              watch.unsent(probe.id());
            }
          }
        });
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    if (!Arrays.equals(record.key(), KEY)) {
      return;
    }
    try {
      synchronized (watch) {
        watch.noticed(signals.decode(record.value()), clock.millis());
      }
    } catch (UndecodableException e) {
      LOG.warn("a signal of the canary cannot be read: {}", e.toString());
    }
  }

  private Producer<byte[], byte[]> producer() {
    Properties own = new Properties();
    own.putAll(client);
    own.put(ProducerConfig.ACKS_CONFIG, "all");
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
    // A probe that arrives later than this would be too old to prove anything.
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "15000");
    return new KafkaProducer<>(own, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Consumer<byte[], byte[]> consumer() {
    Properties own = new Properties();
    own.putAll(client);
    own.remove(ConsumerConfig.GROUP_ID_CONFIG);
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    // Signals that were deleted before they were read prove nothing.
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
    own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(ANSWER.toMillis()));
    return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

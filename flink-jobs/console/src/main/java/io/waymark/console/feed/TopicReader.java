package io.waymark.console.feed;

import io.waymark.console.store.Intake;
import io.waymark.console.store.Portion;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all topics on from where the store is, portion by portion, for as long as it is open. A
 * broker that is away is waited for; so is a database.
 */
public final class TopicReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final Duration DISCOVERY = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Is told of each portion after it is in the store. */
  public interface Listener {
    void stored(Portion portion);
  }

  private final Properties client;
  private final String prefix;
  private final Intake intake;
  private final Arrivals arrivals;
  private final InstantSource wall;
  private final Listener listener;
  private final RecordIntake records = new RecordIntake();
  private final Thread thread = new Thread(this::run, "console-reader");
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closed;
  private volatile @Nullable KafkaConsumer<byte[], byte[]> polled;

  /**
   * @param client how to reach the broker
   * @param prefix of the topics' names
   */
  public TopicReader(
      Properties client,
      String prefix,
      Intake intake,
      Arrivals arrivals,
      InstantSource wall,
      Listener listener) {
    this.client = client;
    this.prefix = prefix;
    this.intake = intake;
    this.arrivals = arrivals;
    this.wall = wall;
    this.listener = listener;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    ended.countDown();
    KafkaConsumer<byte[], byte[]> consumer = polled;
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        readOn();
      } catch (WakeupException | InterruptException e) {
        // The end; or nothing, if it isn't.
      } catch (RuntimeException e) {
        if (!closed) {
          LOG.warn("reading is tried again: {}", e.toString());
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      ended.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private void readOn() {
    try (KafkaConsumer<byte[], byte[]> consumer = open()) {
      polled = consumer;
      Set<TopicPartition> assigned = new HashSet<>();
      Map<TopicPartition, Long> stored = new HashMap<>();
      long discovered = Long.MIN_VALUE;
      try {
        while (!closed) {
          long now = wall.millis();
          if (discovered == Long.MIN_VALUE || now - discovered > DISCOVERY.toMillis()) {
            discover(consumer, assigned);
            discovered = now;
          }
          if (assigned.isEmpty()) {
            pause();
            continue;
          }
          pollOnce(consumer, stored);
        }
      } finally {
        polled = null;
        if (closed) {
          consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
      }
    }
  }

  /**
   * @param stored from where each partition is read on, as far as that is in the store
   */
  private void pollOnce(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> stored) {
    Portion portion = new Portion();
    Map<TopicPartition, Long> next = new HashMap<>();
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        Feed feed = Feed.of(record.topic(), prefix);
        if (feed != null) {
          records.add(feed, record, portion);
          arrivals.arrived(record.topic(), record.timestamp());
          portion.saidAt(record.timestamp());
        }
      }
      // By the position, not by the last record: a transaction's end takes an offset of its own.
      for (TopicPartition partition : consumer.assignment()) {
        long position = consumer.position(partition, ANSWER);
        if (!Objects.equals(stored.get(partition), position)) {
          next.put(partition, position);
        }
      }
    } catch (OffsetOutOfRangeException e) {
      // What was not read in time is gone, or the topic was made anew.
      consumer.seekToBeginning(e.partitions());
      return;
    }
    if (next.isEmpty()) {
      return;
    }
    next.forEach(
        (partition, offset) -> portion.readUpTo(partition.topic(), partition.partition(), offset));
    arrivals.unreadable(records.unreadable());
    intake.put(portion);
    stored.putAll(next);
    listener.stored(portion);
  }

  /** Takes in partitions that have come since; the others stay where they are. */
  private void discover(KafkaConsumer<byte[], byte[]> consumer, Set<TopicPartition> assigned) {
    List<TopicPartition> fresh = new ArrayList<>();
    consumer
        .listTopics(ANSWER)
        .forEach(
            (topic, partitions) -> {
              if (Feed.of(topic, prefix) != null) {
                partitions.stream()
                    .map(found -> new TopicPartition(topic, found.partition()))
                    .filter(assigned::add)
                    .forEach(fresh::add);
              }
            });
    if (fresh.isEmpty()) {
      return;
    }
    consumer.assign(assigned);
    Map<Portion.TopicPart, Long> offsets = intake.offsets();
    for (TopicPartition partition : fresh) {
      Long offset = offsets.get(new Portion.TopicPart(partition.topic(), partition.partition()));
      if (offset == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, offset);
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> open() {
    Properties own = new Properties();
    own.putAll(client);
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
    own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(ANSWER.toMillis()));
    own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
    try {
      return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw new IllegalStateException("no consumer: " + e.getMessage(), e);
    }
  }
}

package io.waymark.console.feed;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker every two seconds how much there is in each topic: whether it answers, how fast
 * events come, and how far behind the store is. A consumer of its own, since one that only polls
 * does not notice that its broker is gone.
 */
public final class BrokerProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerProbe.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(3);
  static final Duration RECENTLY = Duration.ofMinutes(15);

  /**
   * What it answered last.
   *
   * @param since when it began to answer, or not to; milliseconds of the wall clock
   * @param held records of each topic that can be read
   * @param ends of each partition
   * @param perSecond events of all sources that come in a second
   * @param moved when each counted topic was last seen to grow
   * @param deadRecently dead letters of the last {@link #RECENTLY}, as far as they were seen to
   *     come
   */
  public record Answer(
      boolean reachable,
      long since,
      Map<String, Long> held,
      Map<TopicPartition, Long> ends,
      double perSecond,
      Map<String, Long> moved,
      long deadRecently) {}

  private final Properties client;
  private final WatchedTopics topics;
  private final InstantSource wall;
  private final Thread thread = new Thread(this::run, "console-probe");
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Growth dead = new Growth(RECENTLY);
  private final Pace pace = new Pace();
  private volatile boolean closed;
  private volatile Answer answer;

  public BrokerProbe(Properties client, WatchedTopics topics, InstantSource wall) {
    this.client = client;
    this.topics = topics;
    this.wall = wall;
    this.answer = new Answer(false, wall.millis(), Map.of(), Map.of(), 0, Map.of(), 0);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  public Answer answer() {
    return answer;
  }

  @Override
  public void close() {
    closed = true;
    ended.countDown();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      @Nullable KafkaConsumer<byte[], byte[]> consumer = null;
      try {
        consumer = open();
        while (!closed) {
          ask(consumer);
          ended.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        away(e);
        if (!sleep()) {
          return;
        }
      } finally {
        if (consumer != null) {
          consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
      }
    }
  }

  private boolean sleep() {
    try {
      return !ended.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void away(RuntimeException why) {
    Answer last = answer;
    if (last.reachable()) {
      LOG.warn("the broker does not answer: {}", why.toString());
    }
    long since = last.reachable() ? wall.millis() : last.since();
    answer =
        new Answer(false, since, last.held(), last.ends(), 0, last.moved(), last.deadRecently());
  }

  /** Asks once. */
  void ask(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions = new ArrayList<>();
    Set<String> counted = topics.counted();
    consumer
        .listTopics(ANSWER)
        .forEach(
            (topic, found) -> {
              if (topics.isRead(topic) || counted.contains(topic)) {
                found.forEach(one -> partitions.add(new TopicPartition(topic, one.partition())));
              }
            });
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, ANSWER);
    long now = wall.millis();
    Answer last = answer;
    Map<String, Long> held = new TreeMap<>();
    Map<String, Long> moved = new TreeMap<>(last.moved());
    long come = 0;
    for (TopicPartition partition : partitions) {
      long end = ends.getOrDefault(partition, 0L);
      held.merge(partition.topic(), end - begins.getOrDefault(partition, 0L), Long::sum);
      Long before = last.ends().get(partition);
      if (before == null ? end > 0 : end > before) {
        moved.put(partition.topic(), now);
      }
      if (before != null && topics.isSource(partition.topic())) {
        come += Math.max(0, end - before);
      }
    }
    long since = last.reachable() ? last.since() : now;
    answer =
        new Answer(
            true, since, held, ends, pace.perSecond(come, now), moved, dead.grown(dead(ends), now));
  }

  private long dead(Map<TopicPartition, Long> ends) {
    String dead = topics.whole(WatchedTopics.DEAD_LETTERS);
    return ends.entrySet().stream()
        .filter(end -> end.getKey().topic().equals(dead))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private KafkaConsumer<byte[], byte[]> open() {
    Properties own = new Properties();
    own.putAll(client);
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "2500");
    own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(ANSWER.toMillis()));
    return new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}

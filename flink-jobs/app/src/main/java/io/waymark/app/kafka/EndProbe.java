package io.waymark.app.kafka;

import io.waymark.app.kafka.PartitionFrontier.Probe;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks twice a second, in a thread of its own, where the partitions of one reader end. A question
 * without an answer leaves no trace but a log line: time then stands still by itself.
 */
final class EndProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EndProbe.class);
  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final Duration END = Duration.ofSeconds(5);

  private final Supplier<PartitionTail> open;
  private final InstantSource clock;
  private final Map<TopicPartition, Followed> followed = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Probe> found = new ConcurrentHashMap<>();
  private final Outages outages = new Outages();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "frontier-probe");
  private volatile @Nullable Throwable failure;
  private volatile @Nullable PartitionTail tail;

  /**
   * @param open is called once, in the probe's own thread
   * @param clock shows no later time than the brokers' own, by which records are appended
   */
  EndProbe(Supplier<PartitionTail> open, InstantSource clock) {
    this.open = open;
    this.clock = clock;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** From now on the partition is asked for; a negative start is one of Flink's markers. */
  void follow(TopicPartition partition, long start) {
    followed.put(partition, new Followed(start, false));
  }

  void forget(TopicPartition partition) {
    followed.remove(partition);
    found.remove(partition);
  }

  /** Tells how far the partition has been read and whether its time is known. */
  void at(TopicPartition partition, long position, boolean timeKnown) {
    Followed last = followed.get(partition);
    if (last != null && (last.position != position || last.timeKnown != timeKnown)) {
      followed.put(partition, new Followed(position, timeKnown));
    }
  }

  /** The newest answer; null before the first. */
  @Nullable Probe found(TopicPartition partition) {
    Throwable cause = failure;
    if (cause != null) {
      throw new IllegalStateException("the probe of the topic's end failed", cause);
    }
    return found.get(partition);
  }

  @Override
  public void close() {
    closed.countDown();
    PartitionTail open = tail;
    if (open != null) {
      open.wakeUp();
    }
    try {
      thread.join(END.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (PartitionTail opened = open.get()) {
      tail = opened;
      boolean answered = true;
      while (!closed.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
        answered = ask(opened, answered);
      }
    } catch (InterruptedException | WakeupException | InterruptException e) {
      // The reader closes.
    } catch (RuntimeException | IOException e) {
      failure = e;
    }
  }

  /**
   * Asks once.
   *
   * @return whether there was an answer
   */
  boolean ask(PartitionTail opened, boolean answeredBefore) throws IOException {
    try {
      ask(opened);
      if (!answeredBefore) {
        LOG.info(
            "The broker answers again; after an outage of more than {} s event time waits for another {} s.",
            Outages.OUTAGE.toSeconds(),
            PartitionFrontier.AFTER_OUTAGE.toSeconds());
      }
      return true;
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      outages.refused();
      if (answeredBefore) {
        LOG.warn("Can't learn where the topic ends; event time waits: {}", e.toString());
      }
      return false;
    }
  }

  private void ask(PartitionTail opened) throws IOException {
    Set<TopicPartition> partitions = Set.copyOf(followed.keySet());
    if (partitions.isEmpty()) {
      return;
    }
    // Before the question: what was appended up to here is before the end it returns.
    long sentAt = clock.millis();
    Map<TopicPartition, Long> ends = opened.ends(partitions);
    long outageOverAt = outages.answered(sentAt);
    outages.heard(clock.millis());
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      Followed now = followed.get(end.getKey());
      if (now != null) {
        answer(opened, end.getKey(), now, sentAt, end.getValue(), outageOverAt);
      }
    }
  }

  private void answer(
      PartitionTail opened,
      TopicPartition partition,
      Followed now,
      long sentAt,
      long end,
      long outageOverAt)
      throws IOException {
    if (now.start < 0) {
      now.start = opened.start(partition, now.start);
    }
    long readableEnd = end;
    // Of a broker that is not asked about this partition nothing is heard.
    boolean heard = false;
    if (now.start >= 0 && now.start < end && now.stands() && !now.backlog) {
      // Transaction markers and compaction leave offsets that no reader ever gets to see.
      PartitionTail.Rest rest = opened.rest(partition, now.start, end);
      now.backlog = rest == PartitionTail.Rest.RECORDS;
      heard = rest != PartitionTail.Rest.UNKNOWN;
      readableEnd = rest == PartitionTail.Rest.NOTHING ? now.start : end;
    }
    if (!now.timeKnown && !now.anchorSought && now.start >= readableEnd) {
      now.anchor = opened.lastEvent(partition, now.start);
      now.anchorSought = true;
      heard = true;
    }
    if (heard) {
      outages.heard(clock.millis());
    }
    found.put(
        partition,
        new Probe(sentAt, now.start, readableEnd, outageOverAt, now.anchorSought, now.anchor));
  }

  /** One partition at one position; a new position makes a new one. */
  private static final class Followed {
    final long position;
    final boolean timeKnown;
    // The rest is the probe thread's own.
    long start;
    boolean backlog;
    boolean anchorSought;
    PartitionFrontier.@Nullable Anchor anchor;
    private boolean seen;

    Followed(long position, boolean timeKnown) {
      this.position = position;
      this.timeKnown = timeKnown;
      this.start = position;
    }

    /** Whether it stood here at the last question already: a moving reader needs no proof. */
    boolean stands() {
      boolean before = seen;
      seen = true;
      return before;
    }
  }
}

package io.waymark.app.kafka;

import io.waymark.app.kafka.PartitionFrontier.Anchor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Asks the broker, with the properties of the reader. */
final class KafkaPartitionTail<T> implements PartitionTail {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(100);
  // How far back to look for a last event, in steps: most tails end with one.
  private static final long[] STEPS_BACK = {1, 16, 256, 4096};

  private final Consumer<byte[], byte[]> consumer;
  private final KafkaRecordDeserializationSchema<Polled<T>> schema;
  private final boolean startsEarliest;

  KafkaPartitionTail(Properties source, KafkaRecordDeserializationSchema<Polled<T>> schema) {
    Properties own = new Properties();
    own.putAll(source);
    own.remove(ConsumerConfig.CLIENT_ID_CONFIG);
    own.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    own.remove(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key());
    own.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    own.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "100");
    own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "65536");
    own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(TIMEOUT.toMillis()));
    own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(TIMEOUT.toMillis()));
    this.consumer = new KafkaConsumer<>(own);
    this.schema = schema;
    this.startsEarliest =
        "earliest".equals(source.getProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG));
  }

  @Override
  public Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
    // Of partitions that are not its own it answers too, but with a warning in the log each time.
    consumer.assign(partitions);
    return consumer.endOffsets(partitions, TIMEOUT);
  }

  @Override
  public long start(TopicPartition partition, long marker) {
    if (marker == KafkaPartitionSplit.EARLIEST_OFFSET) {
      return begin(partition);
    }
    if (marker == KafkaPartitionSplit.COMMITTED_OFFSET) {
      OffsetAndMetadata committed = consumer.committed(Set.of(partition), TIMEOUT).get(partition);
      if (committed != null) {
        return committed.offset();
      }
      return startsEarliest ? begin(partition) : marker;
    }
    return marker;
  }

  @Override
  public Rest rest(TopicPartition partition, long position, long end) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, position);
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() < deadline) {
      if (!consumer.poll(POLL).isEmpty()) {
        return Rest.RECORDS;
      }
      if (consumer.position(partition, TIMEOUT) >= end) {
        return Rest.NOTHING;
      }
    }
    return Rest.UNKNOWN;
  }

  @Override
  public @Nullable Anchor lastEvent(TopicPartition partition, long before) throws IOException {
    long begin = begin(partition);
    for (long step : STEPS_BACK) {
      long from = Math.max(begin, before - step);
      Anchor anchor = lastEvent(partition, from, before);
      if (anchor != null || from == begin) {
        return anchor;
      }
    }
    return null;
  }

  private @Nullable Anchor lastEvent(TopicPartition partition, long from, long before)
      throws IOException {
    if (from >= before) {
      return null;
    }
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    List<Polled<T>> events = new ArrayList<>(1);
    Collector<Polled<T>> last = new LastEvent<>(events);
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (consumer.position(partition, TIMEOUT) < before) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("no answer for the last record of " + partition);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < before) {
          schema.deserialize(record, last);
        }
      }
    }
    return events.isEmpty()
        ? null
        : new Anchor(events.get(0).eventTime(), events.get(0).appended());
  }

  private long begin(TopicPartition partition) {
    return Objects.requireNonNull(
        consumer.beginningOffsets(Set.of(partition), TIMEOUT).get(partition));
  }

  @Override
  public void wakeUp() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }

  private record LastEvent<T>(List<Polled<T>> events) implements Collector<Polled<T>> {
    @Override
    public void collect(Polled<T> polled) {
      Polled.Unread<T> unread = polled.unread();
      if (unread != null) {
        readNow(unread);
      } else if (polled.isEvent() && !isOlderPart(polled)) {
        events.clear();
        events.add(polled);
      }
    }

    /** The probe has a thread of its own, which may wait. */
    private void readNow(Polled.Unread<T> unread) {
      try {
        unread.ready().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        unread.read(this);
      } catch (java.util.concurrent.TimeoutException | ExecutionException | IOException e) {
        unread.ready().cancel(false);
        throw new TimeoutException("the last record cannot be read yet", e);
      } catch (InterruptedException e) {
        unread.ready().cancel(false);
        throw new InterruptException(e);
      }
    }

    /** Of several events in one record the latest says how far its partition has come. */
    private boolean isOlderPart(Polled<T> polled) {
      return !events.isEmpty()
          && events.get(0).offset() == polled.offset()
          && events.get(0).eventTime() > polled.eventTime();
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}

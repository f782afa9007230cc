package io.waymark.bench.latency;

import io.waymark.bench.log.Patterns;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.wire.SignalCodec;
import io.waymark.pipeline.wire.UndecodableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads committed signals as they come and notes when, for the patterns that come true with an
 * event and not with a deadline.
 */
final class SignalWatch implements AutoCloseable {
  private static final Set<String> IMMEDIATE =
      Patterns.BASE.stream()
          .filter(
              pattern ->
                  pattern.kind() == Patterns.Kind.EVENT || pattern.kind() == Patterns.Kind.COUNT)
          .map(Patterns.Pattern::id)
          .collect(Collectors.toSet());

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::run, "signal-watch");
  private final SignalCodec codec = new SignalCodec();
  private final List<Sighting> sightings = new ArrayList<>();
  private volatile boolean ended;
  private volatile @Nullable Exception failure;

  private SignalWatch(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  static SignalWatch start(String servers, String topic) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", servers);
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", "false");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(topic, partition.partition()))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
    SignalWatch watch = new SignalWatch(consumer);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  private void run() {
    try (consumer) {
      while (!ended) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofSeconds(1));
        long now = System.currentTimeMillis();
        for (ConsumerRecord<byte[], byte[]> record : records) {
          note(codec.decode(record.value()), now);
        }
      }
    } catch (WakeupException e) {
      // The end.
    } catch (UndecodableException | RuntimeException e) {
      failure = e;
    }
  }

  private void note(Signal signal, long now) {
    if (signal.status() == Signal.Status.FIRED && IMMEDIATE.contains(signal.ruleId())) {
      String last = signal.evidence().get(signal.evidence().size() - 1).eventId();
      sightings.add(new Sighting(LiveLog.number(last), now));
    }
  }

  /** Ends and answers what was seen. */
  List<Sighting> end() throws Exception {
    close();
    thread.join();
    Exception failed = failure;
    if (failed != null) {
      throw failed;
    }
    return sightings;
  }

  @Override
  public void close() {
    ended = true;
    consumer.wakeup();
  }
}

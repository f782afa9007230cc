package io.waymark.e2e;

import io.waymark.domain.friction.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What has been written to a topic, read on and on from its beginning. */
final class Topic<T> implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final RecordReader<T> reader;
  private final List<T> read = new ArrayList<>();

  interface Reader<T> {
    T read(byte[] value) throws Exception;
  }

  /** What there is to a record besides its value. */
  interface RecordReader<T> {
    T read(ConsumerRecord<byte[], byte[]> record) throws Exception;
  }

  Topic(Installation installation, String name, Reader<T> reader) {
    this(name, installation, record -> reader.read(record.value()));
  }

  /** One of which more than the values matters. */
  static <T> Topic<T> ofRecords(Installation installation, String name, RecordReader<T> reader) {
    return new Topic<>(name, installation, reader);
  }

  private Topic(String name, Installation installation, RecordReader<T> reader) {
    this.reader = reader;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                installation.servers(),
                "isolation.level",
                "read_committed",
                "max.partition.fetch.bytes",
                "20971520"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, Load.PARTITIONS).mapToObj(p -> new TopicPartition(name, p)).toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** Id and status of each signal. */
  static Topic<String> signals(Installation installation) {
    var codec = new io.waymark.pipeline.wire.SignalCodec();
    return new Topic<>(
        installation, installation.topics().signals(), value -> name(codec.decode(value)));
  }

  /** As the backtest's are named: id and status. */
  static String name(Signal signal) {
    return signal.signalId() + " " + signal.status().name().toLowerCase(Locale.ROOT);
  }

  /** All that has been read, in the order of reading. */
  List<T> all() {
    consumer
        .poll(Duration.ofMillis(100))
        .forEach(
            record -> {
              try {
                read.add(reader.read(record));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    return read;
  }

  /** All up to the end as of now. */
  List<T> toEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    Await.until(
        "the end of the topic",
        Duration.ofSeconds(180),
        () -> {
          all();
          return ends.entrySet().stream()
              .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        },
        () -> ends.toString());
    return read;
  }

  /** Waits until all of these are there, and says which are missing if they never are. */
  void awaitAll(Set<T> wanted, Supplier<String> detail) {
    Set<T> missing = new HashSet<>(wanted);
    int[] seen = {0};
    Await.until(
        wanted.size() + " different records",
        Duration.ofSeconds(120),
        () -> {
          List<T> now = all();
          missing.removeAll(new HashSet<>(now.subList(seen[0], now.size())));
          seen[0] = now.size();
          return missing.isEmpty();
        },
        () -> missing.size() + " are missing of " + wanted.size() + "\n" + detail.get());
  }

  /** Waits until more than so many are there. */
  void awaitMoreThan(int count, Supplier<String> detail) {
    await("more than " + count + " records", all -> all.size() > count, detail);
  }

  /** Waits until what is there is enough. */
  void await(String what, Predicate<List<T>> enough, Supplier<String> detail) {
    Await.until(what, Duration.ofSeconds(180), () -> enough.test(all()), detail);
  }

  @Override
  public void close() {
    consumer.close();
  }
}

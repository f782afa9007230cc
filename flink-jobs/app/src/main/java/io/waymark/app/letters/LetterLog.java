package io.waymark.app.letters;

import io.waymark.app.kafka.BrokerUnavailable;
import io.waymark.app.kafka.Topics;
import io.waymark.pipeline.wire.DeadLetterCodec;
import io.waymark.pipeline.wire.UndecodableException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic of dead letters from its beginning to its end as of the opening. Serves one thread, but
 * for {@link #share}. If the broker does not answer any more, that is a {@link TimeoutException}.
 */
public final class LetterLog implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(8);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Map<Integer, Long> beginnings;
  private final Map<Integer, Long> ends;
  private final DeadLetterCodec codec = new DeadLetterCodec();
  private volatile double share;

  LetterLog(Consumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.topic = topic;
    List<TopicPartition> partitions =
        partitions(topic)
            .map(count -> numbered(topic, count))
            .orElseThrow(() -> new NoDeadLettersTopic(topic));
    consumer.assign(partitions);
    this.beginnings = byNumber(consumer.beginningOffsets(partitions, ANSWER));
    this.ends = byNumber(consumer.endOffsets(partitions, ANSWER));
  }

  /**
   * Opens it.
   *
   * @param client the client's properties, with {@code bootstrap.servers}
   * @throws BrokerUnavailable if no broker answers
   * @throws NoDeadLettersTopic if there is no such topic
   */
  public static LetterLog open(Properties client, Topics topics) {
    Properties own = new Properties();
    // What a transaction took back was never said.
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.putAll(client);
    own.put(ConsumerConfig.GROUP_ID_CONFIG, topics.deadLetters() + "-replay");
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    own.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    own.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
    own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(ANSWER.toMillis()));
    Consumer<byte[], byte[]> consumer = consumer(own);
    try {
      return new LetterLog(consumer, topics.deadLetters());
    } catch (RuntimeException e) {
      consumer.close(CloseOptions.timeout(Duration.ZERO));
      throw e instanceof TimeoutException ? unavailable(client, e) : e;
    }
  }

  private static Consumer<byte[], byte[]> consumer(Properties client) {
    try {
      return new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      // Mostly a name that nobody can resolve.
      throw unavailable(client, e);
    }
  }

  private static BrokerUnavailable unavailable(Properties client, Exception cause) {
    return new BrokerUnavailable(
        String.valueOf(client.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)), cause);
  }

  /** Of each partition the offset of the first letter there is. */
  public Map<Integer, Long> beginnings() {
    return beginnings;
  }

  /** Of each partition the offset after the last letter that is read. */
  Map<Integer, Long> ends() {
    return ends;
  }

  /**
   * Of each partition the offset of the first letter filed then or later; the end if there is none.
   *
   * @param millis since the epoch
   */
  public Map<Integer, Long> since(long millis) {
    Map<TopicPartition, Long> times =
        ends.keySet().stream()
            .collect(Collectors.toMap(number -> at(topic, number), number -> millis));
    Map<Integer, Long> since = new TreeMap<>(ends);
    consumer
        .offsetsForTimes(times, ANSWER)
        .forEach(
            (partition, found) -> {
              if (found != null) {
                since.merge(partition.partition(), found.offset(), Math::min);
              }
            });
    return since;
  }

  /**
   * Hands over the letters in the order in which they were filed.
   *
   * @param from offset by partition; of a partition that is not named nothing is read
   * @param goOn takes a letter and says whether the next one is wanted
   */
  public void read(Map<Integer, Long> from, Predicate<FiledLetter> goOn) {
    Map<Integer, Long> wanted = new TreeMap<>(ends);
    wanted.keySet().retainAll(from.keySet());
    consumer.assign(wanted.keySet().stream().map(number -> at(topic, number)).toList());
    from.forEach((number, offset) -> consumer.seek(at(topic, number), offset));
    double total = sum(wanted.values()) - sum(from.values());
    MergedRecords records = new MergedRecords(consumer, topic, wanted);
    long done = 0;
    for (Optional<ConsumerRecord<byte[], byte[]>> next = records.next();
        next.isPresent();
        next = records.next()) {
      share = ++done / total;
      if (!goOn.test(filed(next.get()))) {
        return;
      }
    }
  }

  /** How much of what is being read has been read, 0 to 1. */
  public double share() {
    return share;
  }

  /** How many partitions a topic has; nothing if there is none of that name. */
  Optional<Integer> partitions(String name) {
    try {
      int count = consumer.partitionsFor(name, ANSWER).size();
      return count == 0 ? Optional.empty() : Optional.of(count);
    } catch (UnknownTopicOrPartitionException | InvalidTopicException e) {
      return Optional.empty();
    }
  }

  ReplayMemory memory() {
    return new ReplayMemory(consumer, topic);
  }

  private FiledLetter filed(ConsumerRecord<byte[], byte[]> record) {
    try {
      byte[] value = record.value();
      return new FiledLetter(
          record.partition(),
          record.offset(),
          record.timestamp(),
          value == null ? null : codec.decode(value));
    } catch (UndecodableException e) {
      return new FiledLetter(record.partition(), record.offset(), record.timestamp(), null);
    }
  }

  private static long sum(Collection<Long> offsets) {
    return offsets.stream().mapToLong(Long::longValue).sum();
  }

  private static TopicPartition at(String topic, int partition) {
    return new TopicPartition(topic, partition);
  }

  private static List<TopicPartition> numbered(String topic, int count) {
    return IntStream.range(0, count).mapToObj(i -> at(topic, i)).toList();
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> byNumber = new TreeMap<>();
    offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
    return byNumber;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
  }
}

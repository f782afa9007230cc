package io.waymark.app.kafka;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Ends streams in topics.
 *
 * <p>What is written exactly once lies in a transaction, which begins with one checkpoint and is
 * committed when the next is complete. The broker takes back one that is open for longer than
 * {@link #TRANSACTION}; Flink then goes on without what was in it. So up to a checkpoint's worth of
 * records is lost if a job, or the broker, is away for longer than that less {@link #open}, or if
 * checkpoints fail for so long. A configuration has to leave {@link #OUTAGE}.
 *
 * @param client properties of every client, with {@code bootstrap.servers}; they win over ours
 * @param job name of the job: no two jobs on one cluster may have the same
 */
public record KafkaSinks(Properties client, String job) {
  /** How long a transaction may be open: what brokers allow unless they are told otherwise. */
  public static final Duration TRANSACTION = Duration.ofMinutes(15);

  /** The outage that nothing may be lost in, at least. */
  public static final Duration OUTAGE = Duration.ofMinutes(5);

  /**
   * How long a transaction is open at most while no checkpoint fails: one that takes its time puts
   * off the next.
   */
  public static Duration open(Duration interval, Duration timeout) {
    return (interval.compareTo(timeout) > 0 ? interval : timeout).plus(timeout);
  }

  /**
   * Writes the stream to the topic.
   *
   * @param id name and uid of the operator
   */
  public <T> DataStreamSink<T> attach(
      DataStream<T> stream, String topic, RecordEncoder<T> encoder, Delivery delivery, String id) {
    return stream.sinkTo(sink(topic, encoder, delivery, id)).name(id).uid(id);
  }

  <T> FailingOnceSink<T> sink(
      String topic, RecordEncoder<T> encoder, Delivery delivery, String id) {
    KafkaSinkBuilder<T> sink =
        KafkaSink.<T>builder()
            .setKafkaProducerConfig(producer())
            .setBootstrapServers(client.getProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG))
            .setRecordSerializer(new EncodedRecords<>(topic, encoder));
    switch (delivery) {
      case AT_LEAST_ONCE -> sink.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE);
      case EXACTLY_ONCE ->
          sink.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
              .setTransactionalIdPrefix(transactionPrefix(id));
    }
    return new FailingOnceSink<>(sink.build());
  }

  /** Ends in a character that no name has, so that no prefix is the beginning of another. */
  String transactionPrefix(String id) {
    return "waymark/" + job + "/" + id + "/";
  }

  private Properties producer() {
    Properties producer = new Properties();
    producer.put(ProducerConfig.ACKS_CONFIG, "all");
    producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    producer.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    producer.put(ProducerConfig.BATCH_SIZE_CONFIG, "131072");
    producer.put(
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topics.LARGEST_DEAD_LETTER));
    producer.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TRANSACTION.toMillis()));
    producer.putAll(client);
    return producer;
  }
}

package io.waymark.app.demo;

import io.waymark.app.kafka.Topics;
import io.waymark.pipeline.wire.AlertCodec;
import io.waymark.pipeline.wire.DecisionCodec;
import io.waymark.pipeline.wire.SignalCodec;
import io.waymark.pipeline.wire.TriggerCodec;
import io.waymark.pipeline.wire.UndecodableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads back from Kafka what the jobs have written there, from the beginning. */
final class Findings implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Topics topics;
  private final SignalCodec signals = new SignalCodec();
  private final AlertCodec alerts = new AlertCodec();
  private final TriggerCodec triggers = new TriggerCodec();
  private final DecisionCodec decisions = new DecisionCodec();
  private final AlertedSignals alerted = new AlertedSignals();

  Findings(Properties client, Topics topics) {
    Properties own = new Properties();
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50");
    own.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
    own.putAll(client);
    this.topics = topics;
    this.consumer =
        new KafkaConsumer<>(own, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic :
        List.of(topics.signals(), topics.alerts(), topics.triggers(), topics.decisions())) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * What has come since the last call, waiting for it a little.
   *
   * @param now wall clock in milliseconds
   */
  List<Finding> poll(Duration patience, long now) {
    List<Finding> found = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
      try {
        read(record, now, found);
      } catch (UndecodableException e) {
        throw new IllegalStateException(
            "a record of ours in " + record.topic() + " cannot be read: " + e.detail(), e);
      }
    }
    alerted.overdue(now, found::add);
    return found;
  }

  private void read(ConsumerRecord<byte[], byte[]> record, long now, List<Finding> found)
      throws UndecodableException {
    if (record.topic().equals(topics.signals())) {
      var signal = signals.decode(record.value());
      found.add(new Finding.Noticed(signal));
      alerted.signal(signal, found::add);
    } else if (record.topic().equals(topics.alerts())) {
      if (record.value() != null) {
        alerted.alert(alerts.decode(record.value()), now, found::add);
      }
    } else if (record.topic().equals(topics.decisions())) {
      found.add(new Finding.Decided(decisions.decode(record.value())));
    } else {
      found.add(new Finding.Triggered(triggers.decode(record.value())));
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}

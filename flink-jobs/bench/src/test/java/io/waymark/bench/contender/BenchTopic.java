package io.waymark.bench.contender;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;

/**
 * Where the log is.
 *
 * @param live whether more comes: it is then read from its present end on, without an end of its
 *     own
 */
public record BenchTopic(String bootstrapServers, String name, boolean live) {
  /** Of every contender's watermarks. */
  public static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(1);

  Properties client() {
    Properties client = new Properties();
    client.put("bootstrap.servers", bootstrapServers);
    client.put("group.id", "bench");
    client.put("isolation.level", "read_committed");
    return client;
  }

  <T> KafkaSource<T> source(KafkaRecordDeserializationSchema<T> schema) {
    KafkaSourceBuilder<T> builder =
        KafkaSource.<T>builder()
            .setProperties(client())
            .setTopics(name)
            .setDeserializer(schema)
            .setStartingOffsets(live ? OffsetsInitializer.latest() : OffsetsInitializer.earliest());
    return live ? builder.build() : builder.setBounded(OffsetsInitializer.latest()).build();
  }
}

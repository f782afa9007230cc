package io.waymark.app.kafka;

import io.waymark.pipeline.journey.ArrivalSerializer;
import io.waymark.pipeline.wire.Arrival;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The interactions topic as events and dead letters, from its beginning on a fresh start, with the
 * time of {@link FrontierSource}.
 *
 * @param client properties of every client, with {@code bootstrap.servers}
 * @param group under which offsets are published; nothing is read from it
 * @param outOfOrderness {@code waymark.out-of-orderness}
 * @param clockSkew {@code waymark.clock-skew}
 */
public record InteractionSource(
    Properties client,
    String topic,
    String group,
    ArrivalLimits limits,
    Duration outOfOrderness,
    Duration clockSkew) {
  private static final String ID = "interactions";

  public DataStream<Arrival> stream(StreamExecutionEnvironment env) {
    Properties consumer = new Properties();
    // What a producer took back was never sent.
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.putAll(client);
    consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    Arrivals schema = new Arrivals(limits);
    KafkaSource<Polled<Arrival>> kafka =
        KafkaSource.<Polled<Arrival>>builder()
            .setProperties(consumer)
            .setTopics(topic)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(schema)
            .build();
    return env.fromSource(
            new FrontierSource<>(
                kafka, schema, consumer, outOfOrderness, clockSkew, ArrivalSerializer.TYPE),
            WatermarkStrategy.noWatermarks(),
            ID,
            ArrivalSerializer.TYPE)
        .uid(ID);
  }
}

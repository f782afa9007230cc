package io.waymark.app.kafka;

import io.waymark.app.format.Format;
import io.waymark.pipeline.journey.ArrivalSerializer;
import io.waymark.pipeline.wire.Arrival;
import java.io.Serializable;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Topics of interactions as events and dead letters, from their beginnings on a fresh start, with
 * the time of {@link FrontierSource}.
 *
 * @param client properties of every client, with {@code bootstrap.servers}
 * @param group under which offsets are published; nothing is read from it
 * @param clockSkew {@code waymark.clock-skew}
 */
public record InteractionSource(
    Properties client, String group, ArrivalLimits limits, Duration clockSkew) {

  /**
   * A topic to read.
   *
   * @param outOfOrderness events this much older than a younger one of the topic still come in time
   */
  public record Topic(String name, Format format, Duration outOfOrderness)
      implements Serializable {}

  /**
   * The records of a topic.
   *
   * @param id name of the operator and its uid, by which a checkpoint finds its offsets
   */
  public DataStream<Arrival> stream(StreamExecutionEnvironment env, Topic topic, String id) {
    Properties consumer = new Properties();
    // What a producer took back was never sent.
    consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consumer.putAll(client);
    consumer.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    Arrivals schema = new Arrivals(topic.format(), limits);
    KafkaSource<Polled<Arrival>> kafka =
        KafkaSource.<Polled<Arrival>>builder()
            .setProperties(consumer)
            .setTopics(topic.name())
            .setStartingOffsets(new WithoutGaps())
            .setDeserializer(schema)
            .build();
    return env.fromSource(
            new FrontierSource<>(
                kafka, schema, consumer, topic.outOfOrderness(), clockSkew, ArrivalSerializer.TYPE),
            WatermarkStrategy.noWatermarks(),
            id,
            ArrivalSerializer.TYPE)
        .uid(id);
  }
}

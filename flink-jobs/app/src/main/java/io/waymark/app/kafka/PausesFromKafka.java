package io.waymark.app.kafka;

import io.waymark.domain.intervention.Pause;
import io.waymark.pipeline.intervention.PauseFeed;
import io.waymark.pipeline.intervention.PauseSerializer;
import io.waymark.pipeline.wire.PauseCodec;
import io.waymark.pipeline.wire.UndecodableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pauses topic for a job: whole before the first decision, then as it changes.
 *
 * @param client properties of every client, with {@code bootstrap.servers}
 */
public record PausesFromKafka(Properties client, String topic) implements PauseFeed.Bootstrap {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(PausesFromKafka.class);
  private static final String ID = "pauses";

  @Override
  public List<Pause> load() throws IOException {
    List<Pause> pauses = new ArrayList<>();
    PauseCodec codec = new PauseCodec();
    try {
      RulesReader.read(client, topic, record -> read(record, codec).ifPresent(pauses::add));
    } catch (NoRulesTopic e) {
      return List.of();
    } catch (BrokerUnavailable e) {
      throw new IOException(e.getMessage(), e);
    }
    return pauses;
  }

  /** The topic's records from its beginning, in order, by one reader, without a time of its own. */
  public DataStream<Pause> stream(StreamExecutionEnvironment env) {
    KafkaSource<Pause> source =
        KafkaSource.<Pause>builder()
            .setProperties(client)
            .setTopics(topic)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new Updates())
            // No group, so there is nowhere to commit to.
            .setProperty("commit.offsets.on.checkpoint", "false")
            .build();
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), ID, PauseSerializer.TYPE)
        .setParallelism(1)
        .uid(ID);
  }

  /** What a record says; empty, after a warning, if it says nothing. */
  static Optional<Pause> read(ConsumerRecord<byte[], byte[]> record, PauseCodec codec) {
    byte[] value = record.value();
    try {
      return value == null ? Optional.empty() : Optional.of(codec.decode(value));
    } catch (UndecodableException e) {
      LOG.warn(
          "Record {} of partition {} of {} is no pause; it is ignored.",
          record.offset(),
          record.partition(),
          record.topic());
      return Optional.empty();
    }
  }

  private static final class Updates implements KafkaRecordDeserializationSchema<Pause> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable PauseCodec codec;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Pause> out) {
      PauseCodec reader = codec;
      if (reader == null) {
        reader = new PauseCodec();
        codec = reader;
      }
      read(record, reader).ifPresent(out::collect);
    }

    @Override
    public TypeInformation<Pause> getProducedType() {
      return PauseSerializer.TYPE;
    }
  }
}

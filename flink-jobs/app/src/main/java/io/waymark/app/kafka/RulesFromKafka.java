package io.waymark.app.kafka;

import io.waymark.pipeline.rules.RuleBootstrap;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RuleUpdateSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules topic for a job: whole before the first event, then as it changes.
 *
 * @param client properties of every client, with {@code bootstrap.servers}
 */
public record RulesFromKafka(Properties client, String topic) implements RuleBootstrap {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RulesFromKafka.class);
  private static final String ID = "rules";

  @Override
  public List<RuleUpdate> load() throws IOException {
    List<RuleUpdate> updates = new ArrayList<>();
    try {
      RulesReader.read(client, topic, record -> RulesRecord.read(record).ifPresent(updates::add));
    } catch (BrokerUnavailable | NoRulesTopic e) {
      throw new IOException(e.getMessage(), e);
    }
    return updates;
  }

  /** The topic's records from its beginning, in order, by one reader, without a time of its own. */
  public DataStream<RuleUpdate> stream(StreamExecutionEnvironment env) {
    KafkaSource<RuleUpdate> source =
        KafkaSource.<RuleUpdate>builder()
            .setProperties(client)
            .setTopics(topic)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new Updates())
            // No group, so there is nowhere to commit to.
            .setProperty("commit.offsets.on.checkpoint", "false")
            .build();
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), ID, RuleUpdateSerializer.TYPE)
        .setParallelism(1)
        .uid(ID);
  }

  private static final class Updates implements KafkaRecordDeserializationSchema<RuleUpdate> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RuleUpdate> out) {
      RulesRecord.read(record)
          .ifPresentOrElse(
              out::collect,
              () ->
                  LOG.warn(
                      "Record {} of partition {} of {} is no rule; it is ignored.",
                      record.offset(),
                      record.partition(),
                      record.topic()));
    }

    @Override
    public TypeInformation<RuleUpdate> getProducedType() {
      return RuleUpdateSerializer.TYPE;
    }
  }
}

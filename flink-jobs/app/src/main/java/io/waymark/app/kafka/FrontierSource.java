package io.waymark.app.kafka;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.InstantiationUtil;

/**
 * A Kafka source that says by itself how far event time has come in each partition, also when
 * nobody sends anything: see {@link PartitionFrontier}. To be used with {@code
 * WatermarkStrategy.noWatermarks()}.
 *
 * <p>Splits, their assignment and all that is checkpointed are {@link KafkaSource}'s own.
 */
public final class FrontierSource<T>
    implements Source<T, KafkaPartitionSplit, KafkaSourceEnumState>, ResultTypeQueryable<T> {
  private static final long serialVersionUID = 1L;

  private final KafkaSource<Polled<T>> kafka;
  private final KafkaRecordDeserializationSchema<Polled<T>> schema;
  private final Properties consumer;
  private final Duration outOfOrderness;
  private final Duration clockSkew;
  private final TypeInformation<T> type;

  /**
   * @param kafka the source of the records; unbounded
   * @param schema its deserialization schema, to read a silent partition's last record with
   * @param consumer the client's properties as the source has them: servers, isolation, group
   * @param outOfOrderness events this much older than the latest seen of their partition still come
   *     in time
   * @param clockSkew the clock of no machine that runs this is further ahead of a broker's. Kafka
   *     tells no client its time, so this has to be trusted: in a silence, an event that comes
   *     meanwhile could be overtaken by as much as the clock is ahead beyond it
   */
  public FrontierSource(
      KafkaSource<Polled<T>> kafka,
      KafkaRecordDeserializationSchema<Polled<T>> schema,
      Properties consumer,
      Duration outOfOrderness,
      Duration clockSkew,
      TypeInformation<T> type) {
    this.kafka = kafka;
    this.schema = schema;
    this.consumer = consumer;
    this.outOfOrderness = outOfOrderness;
    this.clockSkew = clockSkew;
    this.type = type;
  }

  @Override
  public Boundedness getBoundedness() {
    return kafka.getBoundedness();
  }

  @Override
  public SourceReader<T, KafkaPartitionSplit> createReader(SourceReaderContext context)
      throws Exception {
    // No later than it is by any broker's clock.
    InstantSource clock = InstantSource.offset(InstantSource.system(), clockSkew.negated());
    // The reader uses its own in another thread; the copy is not opened.
    KafkaRecordDeserializationSchema<Polled<T>> copy = InstantiationUtil.clone(schema);
    EndProbe probe = new EndProbe(() -> new KafkaPartitionTail<>(consumer, copy), clock);
    FrontierReader<T> reader =
        new FrontierReader<>(kafka.createReader(context), probe, outOfOrderness, clock);
    context.metricGroup().gauge("unreadRecords", reader::unread);
    reader.heldPartitions().publish(context.metricGroup());
    return reader;
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context) throws IOException {
    return FrontierEnumerator.of(context, kafka::createEnumerator);
  }

  @Override
  public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
      SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState checkpoint)
      throws IOException {
    return FrontierEnumerator.of(context, watched -> kafka.restoreEnumerator(watched, checkpoint));
  }

  @Override
  public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
    return kafka.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
    return kafka.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }
}

package io.waymark.bench.contender;

import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.journey.EnvelopeSerializer;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.PeekedInteraction;
import io.waymark.pipeline.wire.UndecodableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The least that a job with a state for each customer can do: source, decode, shuffle, one read and
 * one write of 200 bytes per event, and one timer per customer that is moved only when it comes. It
 * finds nothing.
 */
record FloorContender() implements Contender {

  @Override
  public DataStream<Finding> find(StreamExecutionEnvironment env, BenchTopic topic) {
    return env.fromSource(
            topic.source(new Decoding()),
            WatermarkStrategy.<Envelope>forBoundedOutOfOrderness(BenchTopic.OUT_OF_ORDERNESS)
                .withTimestampAssigner((envelope, appended) -> envelope.time()),
            "interactions",
            EnvelopeSerializer.TYPE)
        .uid("interactions")
        .keyBy(Envelope::customer, Types.STRING)
        .process(new Touch(), TypeInformation.of(Finding.class))
        .uid("touch");
  }

  private static final class Decoding implements KafkaRecordDeserializationSchema<Envelope> {
    private static final long serialVersionUID = 1L;

    private transient InteractionCodec codec;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Envelope> out) {
      if (codec == null) {
        codec = new InteractionCodec();
      }
      try {
        PeekedInteraction event = codec.peek(record.value());
        out.collect(
            new Envelope(
                event.customer(), event.eventTime(), event.body(), record.partition(), (byte) 0));
      } catch (UndecodableException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public TypeInformation<Envelope> getProducedType() {
      return EnvelopeSerializer.TYPE;
    }
  }

  private static final class Touch extends KeyedProcessFunction<String, Envelope, Finding> {
    private static final long serialVersionUID = 1L;
    private static final int SIZE = 200;
    private static final int TIMER = 0;
    private static final int LAST = Long.BYTES;
    private static final int COUNT = 2 * Long.BYTES;
    private static final long PAUSE = 20_000;

    private transient ValueState<byte[]> state;
    private transient Counter reads;
    private transient Counter writes;

    @Override
    public void open(OpenContext context) {
      reads = getRuntimeContext().getMetricGroup().counter(Figures.READS);
      writes = getRuntimeContext().getMetricGroup().counter(Figures.WRITES);
      state =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>(
                      "state", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public void processElement(Envelope envelope, Context context, Collector<Finding> out)
        throws Exception {
      byte[] stored = read();
      ByteBuffer value = ByteBuffer.wrap(stored == null ? new byte[SIZE] : stored);
      if (value.getLong(TIMER) == 0) {
        value.putLong(TIMER, 1);
        context.timerService().registerEventTimeTimer(envelope.time() + PAUSE);
      }
      value.putLong(LAST, Math.max(value.getLong(LAST), envelope.time()));
      value.putLong(COUNT, value.getLong(COUNT) + 1);
      write(value.array());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Finding> out)
        throws Exception {
      ByteBuffer value = ByteBuffer.wrap(read());
      long due = value.getLong(LAST) + PAUSE;
      if (due > time) {
        context.timerService().registerEventTimeTimer(due);
      } else {
        value.putLong(TIMER, 0);
        write(value.array());
      }
    }

    private byte[] read() throws IOException {
      reads.inc();
      return state.value();
    }

    private void write(byte[] value) throws IOException {
      writes.inc();
      state.update(value);
    }
  }
}

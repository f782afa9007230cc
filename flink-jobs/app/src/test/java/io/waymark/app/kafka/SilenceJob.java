package io.waymark.app.kafka;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/** A job that fires for each key three seconds after its last event. */
final class SilenceJob implements AutoCloseable {
  static final Duration WITHIN = Duration.ofSeconds(3);
  static final BlockingQueue<String> SEEN = new LinkedBlockingQueue<>();
  static final BlockingQueue<String> FIRED = new LinkedBlockingQueue<>();
  static final AtomicInteger LATE = new AtomicInteger();

  private final JobClient client;

  private SilenceJob(JobClient client) {
    this.client = client;
  }

  static SilenceJob start(String servers, String topic, Duration perEvent) throws Exception {
    return start(servers, topic, perEvent, Duration.ZERO, new Configuration());
  }

  static SilenceJob startWithSkew(String servers, String topic, Duration skew) throws Exception {
    return start(servers, topic, Duration.ZERO, skew, new Configuration());
  }

  static SilenceJob resume(String servers, String topic, String savepoint) throws Exception {
    Configuration config = new Configuration();
    config.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    return start(servers, topic, Duration.ZERO, Duration.ZERO, config);
  }

  private static SilenceJob start(
      String servers, String topic, Duration perEvent, Duration skew, Configuration config)
      throws Exception {
    SEEN.clear();
    FIRED.clear();
    LATE.set(0);
    Properties consumer = new Properties();
    consumer.put("bootstrap.servers", servers);
    consumer.put("isolation.level", "read_committed");
    KafkaSource<Polled<String>> kafka =
        KafkaSource.<Polled<String>>builder()
            .setProperties(consumer)
            .setTopics(topic)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new TextEvents())
            .build();
    config.set(RestOptions.BIND_PORT, "0");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, config);
    env.fromSource(
            new FrontierSource<>(
                kafka, new TextEvents(), consumer, Duration.ofSeconds(1), skew, Types.STRING),
            WatermarkStrategy.noWatermarks(),
            "events")
        .map(
            key -> {
              // Slow like a full pipeline, so that a backlog stands in front of it.
              Thread.sleep(perEvent.toMillis());
              return key;
            })
        .returns(Types.STRING)
        .keyBy(key -> key)
        .process(new Silence())
        .sinkTo(new DiscardingSink<>());
    return new SilenceJob(env.executeAsync("silence"));
  }

  /** Ends the job with a savepoint and says where it is. */
  String suspend(Path directory) throws Exception {
    return client
        .stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
        .get(30, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws Exception {
    client.cancel().get(30, TimeUnit.SECONDS);
  }

  private static final class Silence extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(String key, Context context, Collector<String> out) {
      if (context.timestamp() <= context.timerService().currentWatermark()) {
        LATE.incrementAndGet();
      }
      context.timerService().registerEventTimeTimer(context.timestamp() + WITHIN.toMillis());
      SEEN.add(key);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
      FIRED.add(context.getCurrentKey());
    }
  }
}

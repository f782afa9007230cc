package io.waymark.pipeline.anomaly;

import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.by;
import static io.waymark.domain.intervention.SignalStory.fired;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.anomaly.AnomalySettings;
import io.waymark.domain.friction.Signal;
import io.waymark.pipeline.pulse.PulseSerializer;
import io.waymark.pipeline.types.SignalSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The topology on a cluster, with RocksDB. */
class AnomalyTopologyITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void failingPaymentsAndACohortAreNoticed(int parallelism) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      signals.add(by("c" + i, fired("s" + i, TEN + 1 + i)));
    }
    // Time goes on: else the end of the input would come before the minute is full.
    signals.add(by("c1", fired("later", TEN + Duration.ofHours(1).toMillis())));
    AnomalyTopology.Assessed assessed =
        AnomalyTopology.assess(
            timed(env, "pulses", Shop.story(3), PulseSerializer.TYPE, (pulse, at) -> pulse.at()),
            timed(env, "signals", signals, SignalSerializer.TYPE, (s, at) -> s.occurredAt()),
            () -> AnomalySettings.PLAIN,
            LearntSource.NONE);
    CloseableIterator<String> told =
        assessed
            .anomalies()
            .map(a -> a.pattern().code() + " " + a.place().touchpoint() + " " + a.status())
            .returns(String.class)
            .uid("tell")
            .collectAsync();
    env.execute();

    List<String> lines = new ArrayList<>();
    told.forEachRemaining(lines::add);
    told.close();
    String payments = "T08 " + Shop.place(1).touchpoint();
    assertThat(lines)
        .filteredOn(line -> line.startsWith("T08"))
        .containsExactly(
            payments + " FIRED",
            payments + " CONTINUED",
            payments + " CONTINUED",
            payments + " CONTINUED",
            payments + " CONTINUED",
            payments + " RECOVERED");
    assertThat(lines).filteredOn(line -> line.startsWith("T09")).isEmpty();
    assertThat(lines)
        .filteredOn(line -> line.startsWith("T18") && line.endsWith("FIRED"))
        .hasSize(1);
  }

  private static <T> DataStream<T> timed(
      StreamExecutionEnvironment env,
      String id,
      List<T> elements,
      TypeInformation<T> type,
      SerializableTimestampAssigner<T> time) {
    return env.fromData(elements, type)
        .setParallelism(1)
        .uid(id)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<T>forGenerator(context -> new EachElement<>())
                .withTimestampAssigner(time))
        .setParallelism(1)
        .uid(id + "-time");
  }

  /** Time goes on with each element. */
  private static final class EachElement<T> implements WatermarkGenerator<T> {
    @Override
    public void onEvent(T event, long time, WatermarkOutput output) {
      output.emitWatermark(new Watermark(time - 1));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}

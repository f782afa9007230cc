package io.waymark.app.run.released;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.app.run.LocalRun;
import io.waymark.app.run.Savepoints;
import io.waymark.app.run.Start;
import io.waymark.app.savepoint.SavedCustomer;
import io.waymark.app.savepoint.SavedOperator;
import io.waymark.app.savepoint.Savepoint;
import io.waymark.app.savepoint.StateSize;
import io.waymark.app.savepoint.StateSizes;
import io.waymark.pipeline.journey.OperatorIds;
import io.waymark.pipeline.journey.SavedJourneys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a savepoint is what Flink's State Processor API reads of it. */
@Timeout(180)
class SavepointOfARunningJobITCase {
  @TempDir Path folder;

  @Test
  void isReadAsFlinkReadsIt() throws Exception {
    JourneyStory story = new JourneyStory();
    String place;
    try (ReleasedScene scene = ReleasedScene.open(folder);
        LocalRun run =
            LocalRun.start(
                Start.newest(scene.config(story.job(), 2, story.options(folder, "10m")))
                    .config())) {
      story.before(scene, run, System.currentTimeMillis());
      place = Savepoints.take(run, folder.resolve("savepoint"));
    }

    Map<String, byte[]> flinks = journeys(place);
    Savepoint savepoint = Savepoint.open(place);
    StateSize ours = size(savepoint, OperatorIds.JOURNEYS, SavedJourneys.JOURNEY);

    assertThat(flinks).containsKeys("counted", "leaver");
    assertThat(ours.keys()).isEqualTo(flinks.size());
    assertThat(ours.entries()).isEqualTo(flinks.size());
    assertThat(ours.bytes())
        .isGreaterThan(flinks.values().stream().mapToLong(value -> value.length).sum());
    for (Map.Entry<String, byte[]> journey : flinks.entrySet()) {
      ObjectNode shown = new SavedCustomer(savepoint, journey.getKey(), "pseudonym").read();
      assertThat(shown.at("/journeys/journey/bytes").asInt())
          .as(journey.getKey())
          .isEqualTo(Objects.requireNonNull(SavedJourneys.unpack(journey.getValue())).length);
    }
  }

  private static StateSize size(Savepoint savepoint, String operator, String state)
      throws Exception {
    for (SavedOperator each : savepoint.operators()) {
      if (each.uid().equals(operator)) {
        return StateSizes.of(each).stream()
            .filter(size -> size.state().equals(state))
            .findFirst()
            .orElseThrow();
      }
    }
    throw new AssertionError("no operator " + operator);
  }

  private static Map<String, byte[]> journeys(String place) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    Map<String, byte[]> all = new HashMap<>();
    try (CloseableIterator<Tuple2<String, byte[]>> read =
        SavepointReader.read(env, place, new EmbeddedRocksDBStateBackend())
            .readKeyedState(
                OperatorIdentifier.forUid(OperatorIds.JOURNEYS),
                new Journeys(),
                Types.STRING,
                Types.TUPLE(Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO))
            .executeAndCollect()) {
      read.forEachRemaining(one -> all.put(one.f0, one.f1));
    }
    return all;
  }

  private static final class Journeys
      extends KeyedStateReaderFunction<String, Tuple2<String, byte[]>> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<byte[]> journeys;

    @Override
    public void open(OpenContext context) {
      ValueStateDescriptor<byte[]> descriptor =
          new ValueStateDescriptor<>(
              SavedJourneys.JOURNEY, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
      descriptor.enableTimeToLive(
          StateTtlConfig.newBuilder(Duration.ofDays(365))
              .setStateVisibility(StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp)
              .build());
      journeys = getRuntimeContext().getState(descriptor);
    }

    @Override
    public void readKey(String key, Context context, Collector<Tuple2<String, byte[]>> out)
        throws Exception {
      byte[] journey = journeys.value();
      if (journey != null) {
        out.collect(Tuple2.of(key, journey));
      }
    }
  }
}

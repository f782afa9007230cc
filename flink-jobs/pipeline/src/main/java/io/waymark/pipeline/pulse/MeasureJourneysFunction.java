package io.waymark.pipeline.pulse;

import io.waymark.domain.journey.JourneySnapshot;
import io.waymark.domain.pulse.Measurement;
import io.waymark.pipeline.journey.JourneyChange;
import io.waymark.pipeline.wire.JourneyCodec;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Measures how journeys go on, by their snapshots. Knows customers by their pseudonyms only.
 *
 * <p>Owns, per customer: where the journey stood, until it is said that there is none any more.
 */
final class MeasureJourneysFunction
    extends KeyedProcessFunction<String, JourneyChange, Measurement> {
  private static final long serialVersionUID = 1L;

  // -- runtime
  private transient ValueState<JourneyMark> state;
  private transient JourneyCodec codec;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  MeasureJourneysFunction() {}

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("mark", JourneyMarkSerializer.INSTANCE));
    codec = new JourneyCodec();
  }

  @Override
  public void processElement(JourneyChange change, Context context, Collector<Measurement> out)
      throws Exception {
    JourneyMark before = state.value();
    byte[] message = change.snapshot();
    if (message == null) {
      if (before != null) {
        JourneyProgress.gone(before).forEach(out::collect);
        state.clear();
      }
      return;
    }
    JourneySnapshot now = codec.decode(message);
    if (before != null && now.updatedAt() < before.measuredTo()) {
      return; // said again
    }
    JourneyProgress.of(before, now).forEach(out::collect);
    state.update(JourneyProgress.mark(now));
  }
}

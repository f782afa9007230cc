package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.AnomalyPolicy;
import io.waymark.domain.anomaly.LearntPlace;
import io.waymark.domain.anomaly.PlaceState;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Learns what places are like from windows that are over, and says so when a bounded input has come
 * to its end. What was out of line in them is left aside.
 *
 * <p>Owns, per place: what is remembered between windows, and its history by hour of the week. One
 * timer, for the end of the input.
 */
final class LearnPlacesFunction extends KeyedProcessFunction<Place, Pulse, LearntPlace> {
  private static final long serialVersionUID = 1L;

  // -- configuration
  private final SettingsSource settings;

  // -- runtime
  private transient AnomalyPolicy policy;
  private transient ValueState<byte[]> place;
  private transient MapState<Integer, byte[]> hours;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  LearnPlacesFunction(SettingsSource settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    policy = new AnomalyPolicy(settings.load());
    place =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "place", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    hours =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "hours", Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(Pulse pulse, Context context, Collector<LearntPlace> out)
      throws Exception {
    if (pulse.last()) {
      PlaceState state = stored();
      policy.take(state, pulse, new StoredHistories(hours));
      place.update(state.toBytes());
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<LearntPlace> out)
      throws Exception {
    Map<Integer, byte[]> all = new HashMap<>();
    hours.entries().forEach(hour -> all.put(hour.getKey(), hour.getValue()));
    out.collect(LearntPlace.of(context.getCurrentKey(), stored(), all));
  }

  private PlaceState stored() throws Exception {
    byte[] bytes = place.value();
    return bytes == null ? new PlaceState() : policy.read(bytes);
  }
}

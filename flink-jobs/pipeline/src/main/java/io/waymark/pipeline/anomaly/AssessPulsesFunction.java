package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.AnomalyPolicy;
import io.waymark.domain.anomaly.AnomalySettings;
import io.waymark.domain.anomaly.AssessedPulse;
import io.waymark.domain.anomaly.LearntPlace;
import io.waymark.domain.anomaly.PlaceState;
import io.waymark.domain.pulse.Place;
import io.waymark.domain.pulse.Pulse;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Says what is normal for each figure, and judges windows that are over.
 *
 * <p>Owns, per place: what is remembered between windows, and its history by hour of the week. One
 * timer, for the end of the next window: that nothing is told of it is a finding.
 */
final class AssessPulsesFunction extends KeyedProcessFunction<Place, Pulse, AssessedPulse> {
  private static final long serialVersionUID = 1L;

  static final OutputTag<Anomaly> ANOMALIES = new OutputTag<>("anomalies", AnomalySerializer.TYPE);

  private static final ValueStateDescriptor<byte[]> PLACE =
      new ValueStateDescriptor<>("place", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private static final MapStateDescriptor<Integer, byte[]> HOURS =
      new MapStateDescriptor<>(
          "hours", Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  // -- configuration
  private final SettingsSource settings;
  private final LearntSource source;

  // -- runtime
  private transient AnomalyPolicy policy;
  private transient LearntSource.Learnt learnt;
  private transient ValueState<byte[]> place;
  private transient MapState<Integer, byte[]> hours;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  AssessPulsesFunction(SettingsSource settings, LearntSource source) {
    this.settings = settings;
    this.source = source;
  }

  @Override
  public void open(OpenContext context) throws IOException {
    AnomalySettings loaded = settings.load();
    policy = new AnomalyPolicy(loaded);
    learnt = source.open(loaded.calendar());
    place = getRuntimeContext().getState(PLACE);
    hours = getRuntimeContext().getMapState(HOURS);
  }

  @Override
  public void processElement(Pulse pulse, Context context, Collector<AssessedPulse> out)
      throws Exception {
    if (place.value() == null) {
      begin(pulse.place());
    }
    StoredHistories histories = new StoredHistories(hours);
    out.collect(new AssessedPulse(pulse, policy.normals(pulse, histories)));
    if (pulse.last()) {
      PlaceState state = stored();
      AnomalyPolicy.Step step = policy.take(state, pulse, histories);
      place.update(state.toBytes());
      tell(step, context, context.timerService());
    }
  }

  /** What is known of it from before is known from its first window on. */
  private void begin(Place unknown) throws Exception {
    LearntPlace before = learnt.of(unknown);
    if (before != null) {
      place.update(before.state());
      hours.putAll(before.hours());
    }
  }

  @Override
  public void close() throws IOException {
    // Not opened, if opening it has failed.
    if (learnt != null) {
      learnt.close();
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<AssessedPulse> out)
      throws Exception {
    TimerService timers = context.timerService();
    // The end of the input is not silence.
    if (timers.currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    PlaceState state = stored();
    AnomalyPolicy.Step step =
        policy.elapse(state, context.getCurrentKey(), time, new StoredHistories(hours));
    if (step.wakeAt() == Long.MAX_VALUE) {
      place.clear();
      hours.clear();
      return;
    }
    place.update(state.toBytes());
    tell(step, context, timers);
  }

  private static void tell(AnomalyPolicy.Step step, Context context, TimerService timers) {
    step.anomalies().forEach(anomaly -> context.output(ANOMALIES, anomaly));
    timers.registerEventTimeTimer(step.wakeAt());
  }

  private PlaceState stored() throws Exception {
    byte[] bytes = place.value();
    return bytes == null ? new PlaceState() : policy.read(bytes);
  }
}

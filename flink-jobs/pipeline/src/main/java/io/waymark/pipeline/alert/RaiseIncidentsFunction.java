package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.AnomalyLifecycle;
import io.waymark.domain.alert.AnomalyState;
import io.waymark.domain.anomaly.Anomaly;
import io.waymark.pipeline.anomaly.AnomalySerializer;
import io.waymark.pipeline.time.DeadlineTimer;
import io.waymark.pipeline.time.EventTimeBuffer;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Leads the alert of each anomaly through its life. Each window waits until the watermark has
 * passed its end.
 *
 * <p>Owns, per pattern, measure, place and subject: windows until their time has come; the state of
 * the alert, until it can not come back, with a timer.
 */
final class RaiseIncidentsFunction extends KeyedProcessFunction<String, Anomaly, PlacedChange> {
  private static final long serialVersionUID = 1L;

  private static final Comparator<Anomaly> ORDER =
      Comparator.comparing(Anomaly::status).thenComparing(Anomaly::anomalyId);

  // -- runtime
  private transient AnomalyLifecycle lifecycle;
  private transient EventTimeBuffer<Anomaly> waiting;
  private transient ValueState<AnomalyState> state;
  private transient DeadlineTimer wake;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  RaiseIncidentsFunction() {}

  @Override
  public void open(OpenContext context) {
    lifecycle = new AnomalyLifecycle();
    waiting = EventTimeBuffer.open(getRuntimeContext(), AnomalySerializer.INSTANCE);
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("incident", AnomalyStateSerializer.INSTANCE));
    wake = DeadlineTimer.open(getRuntimeContext(), waiting);
  }

  @Override
  public void processElement(Anomaly anomaly, Context context, Collector<PlacedChange> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    if (anomaly.at() > watermark) {
      waiting.add(anomaly.at(), anomaly, context.timerService());
    } else {
      AnomalyState before = state.value();
      store(before, take(lifecycle.advance(before, anomaly), out), watermark, context);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<PlacedChange> out)
      throws Exception {
    AnomalyState before = state.value();
    AnomalyState next = before;
    List<Anomaly> due = waiting.take(time);
    due.sort(ORDER);
    for (Anomaly anomaly : due) {
      next = take(lifecycle.advance(next, anomaly), out);
    }
    // At the end of all input nobody knows what time it is.
    if (context.timerService().currentWatermark() < Long.MAX_VALUE) {
      next = take(lifecycle.wake(next, time), out);
      store(before, next, time, context);
    } else {
      state.update(next);
    }
  }

  private static @Nullable AnomalyState take(
      AnomalyLifecycle.Step step, Collector<PlacedChange> out) {
    Alert emitted = step.emitted();
    if (emitted != null) {
      out.collect(PlacedChange.of(emitted));
    }
    return step.state();
  }

  private void store(
      @Nullable AnomalyState before, @Nullable AnomalyState next, long now, Context context)
      throws Exception {
    if (next != before) {
      state.update(next);
    }
    wake.set(new AnomalyLifecycle.Step(next, null).wakeAt(), now, context.timerService());
  }
}

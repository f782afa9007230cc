package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.StormLimit;
import io.waymark.domain.alert.StormState;
import io.waymark.pipeline.time.DeadlineTimer;
import io.waymark.pipeline.time.EventTimeBuffer;
import io.waymark.pipeline.time.Tick;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many alerts of a rule, or of a pattern of anomalies, are open at once. Changes come
 * from many subtasks, so each waits until the watermark has passed its time.
 *
 * <p>Owns, per rule: changes until their time has come; the ids of open alerts, and what stands for
 * those above the bound, with a timer.
 */
final class LimitStormsFunction extends KeyedProcessFunction<String, PlacedChange, PlacedChange> {
  private static final long serialVersionUID = 1L;

  // -- runtime
  private transient StormLimit limit;
  private transient EventTimeBuffer<PlacedChange> waiting;
  private transient ValueState<StormState> state;
  private transient DeadlineTimer wake;
  private transient Counter keptBack;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  LimitStormsFunction() {}

  @Override
  public void open(OpenContext context) {
    limit = new StormLimit();
    waiting = EventTimeBuffer.open(getRuntimeContext(), PlacedChangeSerializer.INSTANCE);
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("open-alerts", StormStateSerializer.INSTANCE));
    wake = DeadlineTimer.open(getRuntimeContext(), waiting);
    keptBack =
        getRuntimeContext().getMetricGroup().addGroup("waymark").counter("alert_changes_kept_back");
  }

  @Override
  public void processElement(PlacedChange change, Context context, Collector<PlacedChange> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    Alert alert = change.change().alert();
    StormState before = state.value();
    if (alert == null) {
      waiting.removeIf(
          other -> other.change().alertId().equals(change.change().alertId()),
          context.timerService());
      wake.keep(watermark, context.timerService());
      StormLimit.Step step = limit.forget(before, change.change().alertId());
      out.collect(change);
      store(before, step, watermark, context);
    } else if (Tick.of(alert.lastAt()) > watermark) {
      waiting.add(Tick.of(alert.lastAt()), change, context.timerService());
    } else {
      store(before, tell(limit.advance(before, alert), alert, out), watermark, context);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<PlacedChange> out)
      throws Exception {
    StormState before = state.value();
    StormState next = before;
    List<PlacedChange> due = waiting.take(time);
    due.sort(PlacedChange.ORDER);
    for (PlacedChange change : due) {
      Alert alert = change.change().alert();
      if (alert != null) {
        next = tell(limit.advance(next, alert), alert, out).kept();
      }
    }
    boolean ends = context.timerService().currentWatermark() == Long.MAX_VALUE;
    if (ends && due.isEmpty()) {
      // At the end of all input nobody knows what time it is.
      state.update(tell(limit.flush(next), null, out).kept());
    } else {
      StormLimit.Step step = ends ? StormLimit.Step.of(next) : limit.wake(next, time);
      store(before, tell(step, null, out), time, context);
    }
  }

  private StormLimit.Step tell(
      StormLimit.Step step, @Nullable Alert change, Collector<PlacedChange> out) {
    if (change != null && step.emitted().stream().noneMatch(each -> isOf(each, change))) {
      keptBack.inc();
    }
    step.emitted().forEach(alert -> out.collect(PlacedChange.of(alert)));
    return step;
  }

  private static boolean isOf(Alert told, Alert change) {
    return told.alertId().equals(change.alertId());
  }

  private void store(@Nullable StormState before, StormLimit.Step step, long now, Context context)
      throws Exception {
    StormState next = step.kept();
    if (next != before) {
      state.update(next);
    }
    wake.set(Tick.of(step.wakeAt()), now, context.timerService());
  }
}

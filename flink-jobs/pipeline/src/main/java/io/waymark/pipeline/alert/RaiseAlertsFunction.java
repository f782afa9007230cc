package io.waymark.pipeline.alert;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Alert;
import io.waymark.domain.intervention.AlertLifecycle;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RulesOfSignals;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;

/**
 * Leads each alert through its life. Signals of one fire come in order, so none waits: an alert
 * goes out when its signal comes in. One that is erased stays so, whatever signals of it are still
 * on their way.
 *
 * <p>Owns, per alert: what it last told, until no signal can change it; that it is erased, until
 * all signals of before are here; a timer for each.
 */
final class RaiseAlertsFunction
    extends KeyedBroadcastProcessFunction<
        String, Either<Signal, ErasedAlert>, RuleUpdate, AlertChange>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<AlertLifecycle.State> STATE =
      new ValueStateDescriptor<>("alert", AlertStateSerializer.INSTANCE);

  private static final ValueStateDescriptor<Boolean> ERASED =
      new ValueStateDescriptor<>("erased", Types.BOOLEAN);

  // -- configuration
  private final RulesOfSignals rules;

  // -- runtime
  private transient AlertLifecycle lifecycle;
  private transient ValueState<AlertLifecycle.State> state;
  private transient ValueState<Boolean> erased;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  RaiseAlertsFunction(RulesOfSignals rules) {
    this.rules = rules;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    rules.initialize(context, getRuntimeContext().getMetricGroup());
  }

  @Override
  public void open(OpenContext context) {
    lifecycle = new AlertLifecycle();
    state = getRuntimeContext().getState(STATE);
    erased = getRuntimeContext().getState(ERASED);
  }

  @Override
  public void processElement(
      Either<Signal, ErasedAlert> next, ReadOnlyContext context, Collector<AlertChange> out)
      throws Exception {
    if (next.isLeft()) {
      advance(next.left(), context, out);
    } else {
      ErasedAlert alert = next.right();
      state.clear();
      erased.update(true);
      context.timerService().registerEventTimeTimer(alert.at());
      out.collect(new AlertChange(alert.alertId(), null));
    }
  }

  private void advance(Signal signal, ReadOnlyContext context, Collector<AlertChange> out)
      throws Exception {
    AlertLifecycle.State before = state.value();
    if (before == null && erased.value() != null) {
      return;
    }
    long now = Math.max(context.timerService().currentWatermark(), signal.occurredAt());
    AlertLifecycle.Step step = lifecycle.advance(before, signal, rules.find(signal), now);
    if (!Objects.equals(step.state(), before)) {
      state.update(step.state());
      context.timerService().registerEventTimeTimer(step.wakeAt());
    }
    Alert emitted = step.emitted();
    if (emitted != null) {
      out.collect(new AlertChange(emitted.alertId(), emitted));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<AlertChange> out) {
    state.clear();
    erased.clear();
  }

  @Override
  public void processBroadcastElement(
      RuleUpdate update, Context context, Collector<AlertChange> out) {
    rules.apply(update);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    rules.checkpoint();
  }
}

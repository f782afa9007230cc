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
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Leads each alert through its life. Signals of one fire come in order, so none waits: an alert
 * goes out when its signal comes in.
 *
 * <p>Owns, per alert: what it last told, until no signal can change it; one timer.
 */
final class RaiseAlertsFunction
    extends KeyedBroadcastProcessFunction<String, Signal, RuleUpdate, Alert>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<AlertLifecycle.State> STATE =
      new ValueStateDescriptor<>("alert", AlertStateSerializer.INSTANCE);

  // -- configuration
  private final RulesOfSignals rules;

  // -- runtime
  private transient AlertLifecycle lifecycle;
  private transient ValueState<AlertLifecycle.State> state;

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
  }

  @Override
  public void processElement(Signal signal, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    AlertLifecycle.State before = state.value();
    long now = Math.max(context.timerService().currentWatermark(), signal.occurredAt());
    AlertLifecycle.Step step = lifecycle.advance(before, signal, rules.find(signal), now);
    if (!Objects.equals(step.state(), before)) {
      state.update(step.state());
      context.timerService().registerEventTimeTimer(step.wakeAt());
    }
    Alert emitted = step.emitted();
    if (emitted != null) {
      out.collect(emitted);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Alert> out) {
    state.clear();
  }

  @Override
  public void processBroadcastElement(RuleUpdate update, Context context, Collector<Alert> out) {
    rules.apply(update);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    rules.checkpoint();
  }
}

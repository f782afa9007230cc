package io.waymark.pipeline.intervention;

import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.InterventionDecision;
import io.waymark.domain.intervention.InterventionPolicy;
import io.waymark.domain.intervention.InterventionState;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.intervention.Withheld;
import io.waymark.domain.rule.Intervention;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.intervention.Observation.OfFact;
import io.waymark.pipeline.intervention.Observation.OfSignal;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RulesOfSignals;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decides on one customer at a time. Signals and facts come on two paths without a common order, so
 * each waits until the watermark has passed its time; then facts come before signals of the same
 * time. What is behind the watermark is taken at once. So the answer depends on the clock alone.
 *
 * <p>Owns, per customer: consents, and fires decided on until they expire; observations until their
 * time has come. One timer per time at which something is due.
 */
final class DecideInterventionsFunction
    extends KeyedBroadcastProcessFunction<String, Observation, RuleUpdate, Trigger>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<InterventionState> STATE =
      new ValueStateDescriptor<>("interventions", InterventionStateSerializer.INSTANCE);

  static final MapStateDescriptor<Long, List<Observation>> WAITING =
      new MapStateDescriptor<>(
          "waiting", LongSerializer.INSTANCE, new ListSerializer<>(ObservationSerializer.INSTANCE));

  // -- configuration
  private final RulesOfSignals rules;
  private final DecisionClock clock;
  private final OutputTag<Withheld> withheldTag;

  // -- runtime
  private transient InterventionPolicy policy;
  private transient InterventionMetrics metrics;
  private transient ValueState<InterventionState> state;
  private transient MapState<Long, List<Observation>> waiting;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  DecideInterventionsFunction(
      RulesOfSignals rules, DecisionClock clock, OutputTag<Withheld> withheldTag) {
    this.rules = rules;
    this.clock = clock;
    this.withheldTag = withheldTag;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    rules.initialize(context, getRuntimeContext().getMetricGroup());
  }

  @Override
  public void open(OpenContext context) {
    policy = new InterventionPolicy();
    metrics = new InterventionMetrics(getRuntimeContext().getMetricGroup());
    state = getRuntimeContext().getState(STATE);
    waiting = getRuntimeContext().getMapState(WAITING);
  }

  @Override
  public void processElement(
      Observation observation, ReadOnlyContext context, Collector<Trigger> out) throws Exception {
    long watermark = context.timerService().currentWatermark();
    long time = dueAt(observation);
    if (time <= watermark) {
      InterventionState before = stored();
      store(before, decide(before, observation, watermark, context, out), context);
      return;
    }
    List<Observation> sameTime = waiting.get(time);
    List<Observation> longer = sameTime == null ? new ArrayList<>() : new ArrayList<>(sameTime);
    longer.add(observation);
    waiting.put(time, longer);
    context.timerService().registerEventTimeTimer(time);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Trigger> out) throws Exception {
    InterventionState before = stored();
    InterventionState next = policy.expire(before, time);
    List<Observation> due = waiting.get(time);
    if (due != null) {
      List<Observation> ordered = new ArrayList<>(due);
      ordered.sort(Observation.ORDER_WITHIN_TIME);
      for (Observation observation : ordered) {
        next = decide(next, observation, time, context, out);
      }
      waiting.remove(time);
    }
    store(before, next, context);
  }

  @Override
  public void processBroadcastElement(RuleUpdate update, Context context, Collector<Trigger> out) {
    rules.apply(update);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    rules.checkpoint();
  }

  /**
   * When an observation is decided on: its own time. But a retraction stands at the time of the
   * late event, which may lie before the fire it takes back; it must not overtake that.
   */
  private long dueAt(Observation observation) throws Exception {
    long time = observation.time();
    if (observation instanceof OfSignal of && of.signal().status() == Signal.Status.RETRACTED) {
      for (long other : waiting.keys()) {
        time = Math.max(time, other);
      }
    }
    return time;
  }

  private InterventionState decide(
      InterventionState before,
      Observation observation,
      long eventTime,
      ReadOnlyContext context,
      Collector<Trigger> out) {
    long now = clock.now(Math.max(eventTime, observation.time()));
    InterventionDecision decision;
    if (observation instanceof OfSignal of) {
      decision = policy.decide(before, of.signal(), intervene(of.signal()), now);
    } else {
      decision = policy.decide(before, ((OfFact) observation).fact(), now);
    }
    for (Trigger trigger : decision.triggers()) {
      metrics.decided(trigger);
      out.collect(trigger);
    }
    for (Withheld withheld : decision.withheld()) {
      metrics.withheld(withheld);
      context.output(withheldTag, withheld);
    }
    return decision.state();
  }

  private @Nullable Intervention intervene(Signal signal) {
    Rule rule = rules.find(signal);
    return rule == null ? null : rule.intervene();
  }

  private InterventionState stored() throws Exception {
    InterventionState stored = state.value();
    return stored == null ? InterventionState.EMPTY : stored;
  }

  private void store(InterventionState before, InterventionState next, ReadOnlyContext context)
      throws Exception {
    if (next.equals(before)) {
      return;
    }
    if (next.isEmpty()) {
      state.clear();
    } else {
      state.update(next);
    }
    if (next.wakeAt() != InterventionState.NEVER) {
      context.timerService().registerEventTimeTimer(next.wakeAt());
    }
  }
}

package io.waymark.pipeline.alert;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.AlertLifecycle;
import io.waymark.domain.rule.Rule;
import io.waymark.pipeline.erasure.ErasureSerializer;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RulesOfSignals;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Passes signals on and remembers which alerts a customer has, so that an erasure finds them. What
 * a signal says of the time before an erasure goes no further after it.
 *
 * <p>Owns, per pseudonym of a customer: ids of alerts, for longer than their topic has them; until
 * when the customer is erased.
 */
final class CustomersAlertsFunction
    extends KeyedBroadcastProcessFunction<
        String, Either<Signal, Fact>, RuleUpdate, Either<Signal, ErasedAlert>>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  static final OutputTag<Erasure> ERASURES = new OutputTag<>("erasures", ErasureSerializer.TYPE);

  /** Longer than the topic of alerts keeps one: 14 days. */
  private static final Duration TOLD = Duration.ofDays(30);

  // -- configuration
  private final RulesOfSignals rules;
  private final Duration remembered;

  // -- runtime
  private transient MapState<String, Long> told;
  private transient ValueState<Long> erasedUntil;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  CustomersAlertsFunction(RulesOfSignals rules, Duration remembered) {
    this.rules = rules;
    this.remembered = remembered;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    rules.initialize(context, getRuntimeContext().getMetricGroup());
  }

  @Override
  public void open(OpenContext context) {
    MapStateDescriptor<String, Long> ofAlerts =
        new MapStateDescriptor<>("told", Types.STRING, Types.LONG);
    ofAlerts.enableTimeToLive(timeToLive(TOLD));
    told = getRuntimeContext().getMapState(ofAlerts);
    ValueStateDescriptor<Long> ofErasure = new ValueStateDescriptor<>("erased-until", Types.LONG);
    ofErasure.enableTimeToLive(timeToLive(remembered));
    erasedUntil = getRuntimeContext().getState(ofErasure);
  }

  private static StateTtlConfig timeToLive(Duration time) {
    return StateTtlConfig.newBuilder(time)
        .updateTtlOnCreateAndWrite()
        .setStateVisibility(StateTtlConfig.StateVisibility.ReturnExpiredIfNotCleanedUp)
        .build();
  }

  @Override
  public void processElement(
      Either<Signal, Fact> next,
      ReadOnlyContext context,
      Collector<Either<Signal, ErasedAlert>> out)
      throws Exception {
    long time = next.isLeft() ? next.left().occurredAt() : next.right().occurredAt();
    Long erased = erasedUntil.value();
    if (erased != null && time <= erased) {
      return;
    }
    if (next.isRight()) {
      erase(time, context, out);
      return;
    }
    Signal signal = next.left();
    Rule rule = rules.find(signal);
    if (rule != null && rule.alert() != null) {
      remember(AlertLifecycle.alertId(signal), time);
    }
    out.collect(Either.Left(signal));
  }

  private void remember(String alert, long time) throws Exception {
    if (!told.contains(alert)) {
      told.put(alert, time);
    }
  }

  private void erase(
      long until, ReadOnlyContext context, Collector<Either<Signal, ErasedAlert>> out)
      throws Exception {
    int removed = 0;
    for (Iterator<Map.Entry<String, Long>> all = told.iterator(); all.hasNext(); ) {
      Map.Entry<String, Long> alert = all.next();
      if (alert.getValue() <= until) {
        out.collect(Either.Right(new ErasedAlert(alert.getKey(), until)));
        all.remove();
        removed++;
      }
    }
    erasedUntil.update(until);
    long now = context.currentProcessingTime();
    context.output(
        ERASURES, new Erasure(context.getCurrentKey(), Erasure.Store.ALERTS, until, now, removed));
  }

  @Override
  public void processBroadcastElement(
      RuleUpdate update, Context context, Collector<Either<Signal, ErasedAlert>> out) {
    rules.apply(update);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    rules.checkpoint();
  }
}

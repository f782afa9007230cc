package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.Cohort;
import io.waymark.domain.anomaly.CohortPolicy;
import io.waymark.domain.anomaly.CohortState;
import io.waymark.domain.friction.Signal;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Notices that the same happens to many.
 *
 * <p>Owns, per rule, touchpoint and kinds of events: hashes of the customers of the last ten
 * minutes. A timer at each full minute while there are any.
 */
final class NoticeCohortsFunction extends KeyedProcessFunction<Cohort, Signal, Anomaly> {
  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<byte[]> COHORT =
      new ValueStateDescriptor<>("cohort", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  // -- runtime
  private transient CohortPolicy policy;
  private transient ValueState<byte[]> cohort;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  NoticeCohortsFunction() {}

  @Override
  public void open(OpenContext context) {
    policy = new CohortPolicy();
    cohort = getRuntimeContext().getState(COHORT);
  }

  @Override
  public void processElement(Signal signal, Context context, Collector<Anomaly> out)
      throws Exception {
    CohortState state = CohortState.of(cohort.value());
    long now = context.timerService().currentWatermark();
    CohortPolicy.Step step = policy.take(state, signal.occurredAt(), signal.customerId(), now);
    cohort.update(state.toBytes());
    context.timerService().registerEventTimeTimer(step.wakeAt());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Anomaly> out) throws Exception {
    // The end of the input is not the end of what happens.
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    CohortState state = CohortState.of(cohort.value());
    CohortPolicy.Step step = policy.elapse(state, context.getCurrentKey(), time);
    cohort.update(state.toBytes());
    Anomaly anomaly = step.anomaly();
    if (anomaly != null) {
      out.collect(anomaly);
    }
    if (step.wakeAt() != Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(step.wakeAt());
    }
  }
}

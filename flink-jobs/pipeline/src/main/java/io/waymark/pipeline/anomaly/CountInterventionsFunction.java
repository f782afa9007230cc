package io.waymark.pipeline.anomaly;

import io.waymark.domain.anomaly.InterventionCounts;
import io.waymark.domain.anomaly.InterventionNews;
import io.waymark.domain.anomaly.InterventionTally;
import io.waymark.domain.pulse.Pulse;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts what becomes of a rule's interventions, window by window.
 *
 * <p>Owns, per rule: what was counted. A timer for the end of each window in which anything was.
 */
final class CountInterventionsFunction
    extends KeyedProcessFunction<String, InterventionNews, Pulse> {
  private static final long serialVersionUID = 1L;

  private static final ValueStateDescriptor<byte[]> TALLY =
      new ValueStateDescriptor<>("tally", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  // -- runtime
  private transient ValueState<byte[]> tally;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  CountInterventionsFunction() {}

  @Override
  public void open(OpenContext context) {
    tally = getRuntimeContext().getState(TALLY);
  }

  @Override
  public void processElement(InterventionNews news, Context context, Collector<Pulse> out)
      throws Exception {
    InterventionTally counted = InterventionTally.of(tally.value());
    long end = counted.take(news, context.timerService().currentWatermark());
    tally.update(counted.toBytes());
    context.timerService().registerEventTimeTimer(end);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Pulse> out) throws Exception {
    InterventionTally counted = InterventionTally.of(tally.value());
    InterventionCounts over = counted.over(context.getCurrentKey(), time);
    if (over != null) {
      tally.update(counted.toBytes());
      out.collect(over.toPulse());
    }
  }
}

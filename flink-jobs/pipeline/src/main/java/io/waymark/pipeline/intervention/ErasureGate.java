package io.waymark.pipeline.intervention;

import io.waymark.domain.friction.Fact;
import io.waymark.pipeline.intervention.Observation.OfErased;
import io.waymark.pipeline.intervention.Observation.OfFact;
import io.waymark.pipeline.intervention.Observation.OfSignal;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps what is said again of an erased customer from being remembered anew: facts from then or
 * before end here, and signals go on as such of an erased one. Keyed by the customer's pseudonym,
 * which is all that is kept, and only for a time.
 */
final class ErasureGate extends KeyedProcessFunction<String, Observation, Observation> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<Long> UNTIL =
      new ValueStateDescriptor<>("erased-until", Types.LONG);

  // -- configuration
  private final long remembered;

  // -- runtime
  private transient ValueState<Long> until;

  /**
   * @param remembered milliseconds of event time after the erasure
   */
  @SuppressWarnings("NullAway.Init") // the runtime field is set by open
  ErasureGate(long remembered) {
    this.remembered = remembered;
  }

  @Override
  public void open(OpenContext context) {
    until = getRuntimeContext().getState(UNTIL);
  }

  @Override
  public void processElement(Observation observation, Context context, Collector<Observation> out)
      throws Exception {
    if (observation instanceof OfFact of && of.fact().kind() == Fact.Kind.ERASED) {
      long time = of.fact().occurredAt();
      if (!isErased(time)) {
        until.update(time);
        context.timerService().registerEventTimeTimer(time + remembered);
      }
      out.collect(observation);
    } else if (!isErased(observation.time())) {
      out.collect(observation);
    } else if (observation instanceof OfSignal of) {
      out.collect(new OfErased(of.signal()));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Observation> out)
      throws Exception {
    Long erased = until.value();
    if (erased != null && erased + remembered <= time) {
      until.clear();
    }
  }

  private boolean isErased(long time) throws Exception {
    Long erased = until.value();
    return erased != null && time <= erased;
  }
}

package io.waymark.pipeline.experiment;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.experiment.Outcome;
import io.waymark.domain.experiment.OutcomePolicy;
import io.waymark.domain.experiment.OutcomeState;
import io.waymark.domain.friction.Fact;
import io.waymark.pipeline.erasure.ErasureSerializer;
import io.waymark.pipeline.erasure.Salt;
import io.waymark.pipeline.experiment.Observed.OfEnrolment;
import io.waymark.pipeline.experiment.Observed.OfFact;
import io.waymark.pipeline.experiment.Observed.OfJoining;
import io.waymark.pipeline.experiment.Observed.OfMerge;
import io.waymark.pipeline.experiment.Observed.OfSignal;
import io.waymark.pipeline.time.DeadlineTimer;
import io.waymark.pipeline.time.EventTimeBuffer;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Watches one customer at a time. What is observed comes on several paths without a common order,
 * so it waits until the watermark has passed its time; what is behind the watermark is taken at
 * once.
 *
 * <p>Owns, per customer: open windows, where the customer has counted, goals of the last 30 days;
 * what waits for its time. One timer per time at which something was observed, and one for what
 * ends next.
 */
final class WatchOutcomesFunction extends KeyedProcessFunction<String, Observed, Outcome> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<OutcomeState> STATE =
      new ValueStateDescriptor<>("outcomes", OutcomeStateSerializer.INSTANCE);

  /** What goes on with a customer who is known now. */
  static final OutputTag<Observed> JOINING = new OutputTag<>("joining", ObservedSerializer.TYPE);

  static final OutputTag<Erasure> ERASURES = new OutputTag<>("erasures", ErasureSerializer.TYPE);

  // -- configuration
  private final Salt salt;

  // -- runtime
  private transient OutcomePolicy policy;
  private transient ValueState<OutcomeState> state;
  private transient EventTimeBuffer<Observed> waiting;
  private transient DeadlineTimer ends;

  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  WatchOutcomesFunction(Salt salt) {
    this.salt = salt;
  }

  @Override
  public void open(OpenContext context) {
    policy = new OutcomePolicy();
    state = getRuntimeContext().getState(STATE);
    waiting = EventTimeBuffer.open(getRuntimeContext(), ObservedSerializer.INSTANCE);
    ends = DeadlineTimer.open(getRuntimeContext(), waiting);
  }

  @Override
  public void processElement(Observed observed, Context context, Collector<Outcome> out)
      throws Exception {
    long time = observed.time();
    long watermark = context.timerService().currentWatermark();
    if (time <= watermark) {
      store(taken(stored(), observed, context, out), watermark, context);
      return;
    }
    waiting.add(time, observed, context.timerService());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Outcome> out) throws Exception {
    OutcomeState next = stored();
    List<Observed> due = waiting.take(time);
    due.sort(Observed.ORDER_WITHIN_TIME);
    for (Observed observed : due) {
      next = taken(next, observed, context, out);
    }
    if (!isInputOver(context)) {
      next = emitted(policy.expire(next, time), out);
    }
    store(next, time, context);
  }

  private OutcomeState taken(
      OutcomeState before, Observed observed, Context context, Collector<Outcome> out)
      throws Exception {
    if (observed instanceof OfMerge merge) {
      if (!before.isEmpty()) {
        context.output(
            JOINING, new OfJoining(merge.known(), merge.customerId(), merge.time(), before));
      }
      return OutcomeState.EMPTY;
    }
    if (observed instanceof OfFact of && of.fact().kind() == Fact.Kind.ERASED) {
      erase(of.fact(), before, context);
    }
    return emitted(step(before, observed), out);
  }

  /** What waits and is of later belongs to somebody who begins anew. */
  private void erase(Fact erasure, OutcomeState before, Context context) throws Exception {
    int waited =
        waiting.removeIf(
            observed -> observed.knownSince() <= erasure.occurredAt(), context.timerService());
    ends.keep(context.timerService().currentWatermark(), context.timerService());
    context.output(
        ERASURES,
        new Erasure(
            salt.pseudonyms().of(erasure.customerId()),
            Erasure.Store.OUTCOMES,
            erasure.occurredAt(),
            context.timerService().currentProcessingTime(),
            before.size() + waited));
  }

  private OutcomePolicy.Step step(OutcomeState before, Observed observed) {
    if (observed instanceof OfFact of) {
      return policy.take(before, of.fact());
    }
    if (observed instanceof OfSignal of) {
      return policy.take(before, of.signal());
    }
    if (observed instanceof OfEnrolment of) {
      return policy.enrol(before, of.enrolment());
    }
    OfJoining of = (OfJoining) observed;
    return policy.join(before, of.state(), of.customerId(), of.time());
  }

  private static OutcomeState emitted(OutcomePolicy.Step step, Collector<Outcome> out) {
    step.outcomes().forEach(out::collect);
    return step.state();
  }

  private OutcomeState stored() throws Exception {
    OutcomeState stored = state.value();
    return stored == null ? OutcomeState.EMPTY : stored;
  }

  private void store(OutcomeState next, long at, Context context) throws Exception {
    state.update(next.isEmpty() ? null : next);
    if (!isInputOver(context)) {
      ends.set(next.wakeAt(), at, context.timerService());
    }
  }

  /** The end of the input is not the end of the windows. */
  private static boolean isInputOver(Context context) {
    return context.timerService().currentWatermark() == Long.MAX_VALUE;
  }
}

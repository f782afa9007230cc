package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.delivery.Notice.OfErasedAlert;
import io.waymark.pipeline.delivery.Notice.OfErasedTrigger;
import io.waymark.pipeline.delivery.Notice.OfFact;
import io.waymark.pipeline.delivery.Notice.OfRedelivery;
import io.waymark.pipeline.delivery.Notice.OfTrigger;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is of an erased customer, or alert, from being told: triggers whose signals are from
 * then or before, facts that are read again, and what is asked to be sent once more, which the
 * topic of deliveries has for as long as it keeps anything. What takes a trigger back passes,
 * marked so that nobody remembers it: who was told of it is not to act on it. Keyed by the
 * pseudonym of either, so that whoever was erased is not named here; everything about one comes
 * this way, so that nothing overtakes the erasure.
 *
 * <p>Owns, per pseudonym: the time of the erasure, for as long as erasures are remembered.
 */
final class NoticeGate extends KeyedProcessFunction<String, Notice, Notice> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<Long> ERASED = new ValueStateDescriptor<>("erased", Types.LONG);

  // -- configuration
  private final long remembered;

  // -- runtime
  private transient ValueState<Long> erased;
  private transient Counter kept;

  /**
   * @param remembered milliseconds after the erasure
   */
  @SuppressWarnings("NullAway.Init") // the runtime fields are set by open
  NoticeGate(long remembered) {
    this.remembered = remembered;
  }

  @Override
  public void open(OpenContext context) {
    erased = getRuntimeContext().getState(ERASED);
    kept = getRuntimeContext().getMetricGroup().addGroup("waymark").counter("of_erased");
  }

  @Override
  public void processElement(Notice notice, Context context, Collector<Notice> out)
      throws Exception {
    Long until = erased.value();
    if (notice instanceof OfFact of && of.fact().kind() == Fact.Kind.ERASED) {
      erase(until, of.fact().occurredAt(), context);
      out.collect(notice);
    } else if (notice instanceof OfErasedAlert) {
      // Such an id never comes back: what is from before now is all that there is of it.
      erase(until, context.timerService().currentProcessingTime(), context);
      out.collect(notice);
    } else if (notice instanceof OfTrigger of && isTakenBack(of.trigger(), until)) {
      out.collect(new OfErasedTrigger(of.trigger()));
    } else if (until == null || notice.since() > until) {
      out.collect(notice);
    } else {
      keep(notice, context);
    }
  }

  private static boolean isTakenBack(Trigger trigger, @Nullable Long until) {
    // That it was erased may be known here before the erasure itself is: they are of two topics.
    return trigger.isOfErased()
        || (trigger.status() == Trigger.Status.CANCELLED
            && until != null
            && trigger.occurredAt() <= until);
  }

  private void erase(@Nullable Long before, long time, Context context) throws Exception {
    if (before == null || before < time) {
      erased.update(time);
      context.timerService().registerProcessingTimeTimer(time + remembered);
    }
  }

  private void keep(Notice notice, Context context) {
    kept.inc();
    if (notice instanceof OfRedelivery of) {
      context.output(
          DeliveryTopology.UNTOLD,
          of.attempt()
              .ended(
                  Attempt.Status.CANCELLED,
                  "erased",
                  context.timerService().currentProcessingTime()));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Notice> out) throws Exception {
    Long until = erased.value();
    if (until != null && until + remembered <= time) {
      erased.clear();
    }
  }
}

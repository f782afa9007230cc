package io.waymark.pipeline.delivery;

import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.friction.Fact;
import io.waymark.pipeline.delivery.Notice.OfFact;
import io.waymark.pipeline.delivery.Notice.OfRedelivery;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps what was to be told of an erased customer from being sent once more: the topic of
 * deliveries has it for as long as it keeps anything. Keyed by the customer's pseudonym, so that
 * whoever was erased is not named here.
 *
 * <p>Owns, per pseudonym: the time of the erasure, for as long as erasures are remembered.
 */
final class RedeliveryGate extends KeyedProcessFunction<String, Notice, Notice> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<Long> ERASED = new ValueStateDescriptor<>("erased", Types.LONG);

  // -- configuration
  private final long remembered;

  // -- runtime
  private transient ValueState<Long> erased;

  /**
   * @param remembered milliseconds after the erasure
   */
  @SuppressWarnings("NullAway.Init") // the runtime field is set by open
  RedeliveryGate(long remembered) {
    this.remembered = remembered;
  }

  @Override
  public void open(OpenContext context) {
    erased = getRuntimeContext().getState(ERASED);
  }

  @Override
  public void processElement(Notice notice, Context context, Collector<Notice> out)
      throws Exception {
    Long until = erased.value();
    if (notice instanceof OfFact of && of.fact().kind() == Fact.Kind.ERASED) {
      long time = of.fact().occurredAt();
      if (until == null || until < time) {
        erased.update(time);
        context.timerService().registerProcessingTimeTimer(time + remembered);
      }
    } else if (notice instanceof OfRedelivery of) {
      if (until != null && of.attempt().dispatch().message().createdAt() <= until) {
        context.output(
            DeliveryTopology.UNTOLD,
            of.attempt()
                .ended(
                    Attempt.Status.CANCELLED,
                    "erased",
                    context.timerService().currentProcessingTime()));
      } else {
        out.collect(notice);
      }
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

package io.waymark.pipeline.erasure;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is said again of an erased customer from being remembered anew: what is from then or
 * before ends here. Keyed by the customer's pseudonym, which is all that is kept, and only for a
 * time.
 */
public final class ErasureGate<T> extends KeyedProcessFunction<String, T, T> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<Long> UNTIL =
      new ValueStateDescriptor<>("erased-until", Types.LONG);

  // -- configuration
  private final Reading<T> reading;
  private final long remembered;

  // -- runtime
  private transient ValueState<Long> until;

  /** What a gate has to know of what passes. */
  public interface Reading<T> extends Serializable {

    /** Whether it erases its customer. */
    boolean isErasure(T element);

    /** The event time up to which an erasure concerns it, in epoch milliseconds. */
    long time(T element);

    /** What passes in place of something erased; null if nothing. */
    @Nullable T erased(T element);
  }

  /**
   * @param remembered of event time after the erasure
   */
  @SuppressWarnings("NullAway.Init") // the runtime field is set by open
  public ErasureGate(Reading<T> reading, Duration remembered) {
    this.reading = reading;
    this.remembered = remembered.toMillis();
  }

  @Override
  public void open(OpenContext context) {
    until = getRuntimeContext().getState(UNTIL);
  }

  @Override
  public void processElement(T element, Context context, Collector<T> out) throws Exception {
    long time = reading.time(element);
    if (reading.isErasure(element)) {
      if (!isErased(time)) {
        until.update(time);
        context.timerService().registerEventTimeTimer(time + remembered);
      }
      out.collect(element);
    } else if (!isErased(time)) {
      out.collect(element);
    } else {
      T instead = reading.erased(element);
      if (instead != null) {
        out.collect(instead);
      }
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<T> out) throws Exception {
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

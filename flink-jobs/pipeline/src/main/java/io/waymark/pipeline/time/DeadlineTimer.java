package io.waymark.pipeline.time;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimerService;

/**
 * The one event-time timer of a key for the earliest of its deadlines, beside those of its buffer:
 * none is left when there is no deadline any more.
 */
public final class DeadlineTimer {
  /** No deadline. */
  public static final long NEVER = Long.MAX_VALUE;

  private final ValueState<Long> armed;
  private final EventTimeBuffer<?> beside;

  private DeadlineTimer(ValueState<Long> armed, EventTimeBuffer<?> beside) {
    this.armed = armed;
    this.beside = beside;
  }

  /** The operator's; it has one at most. */
  public static DeadlineTimer open(RuntimeContext context, EventTimeBuffer<?> beside) {
    return new DeadlineTimer(
        context.getState(new ValueStateDescriptor<>("wake", LongSerializer.INSTANCE)), beside);
  }

  /**
   * Has it stand again if it was taken away with what waited for the same time.
   *
   * @param now event time up to which timers have fired
   */
  public void keep(long now, TimerService timers) throws Exception {
    Long deadline = armed.value();
    if (deadline != null && deadline > now) {
      timers.registerEventTimeTimer(deadline);
    }
  }

  /**
   * Sets it for the earliest deadline, or {@link #NEVER}.
   *
   * @param now event time up to which timers have fired
   */
  public void set(long deadline, long now, TimerService timers) throws Exception {
    Long before = armed.value();
    boolean stands = before != null && before > now;
    if (stands && before == deadline) {
      return;
    }
    if (stands && !beside.isAny(before)) {
      timers.deleteEventTimeTimer(before);
    }
    if (deadline == NEVER) {
      armed.clear();
    } else {
      armed.update(deadline);
      timers.registerEventTimeTimer(deadline);
    }
  }
}

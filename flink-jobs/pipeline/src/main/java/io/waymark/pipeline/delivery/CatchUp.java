package io.waymark.pipeline.delivery;

import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.delivery.Notice.OfRedelivery;
import io.waymark.pipeline.delivery.Notice.OfTrigger;
import io.waymark.pipeline.time.EventTimeBuffer;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.TimerService;

/**
 * Holds back what would be sent to customers until everything has been read that was written before
 * the job was started: among that may be a word against it, in another topic or further on in the
 * same one. Costs nothing from then on.
 */
final class CatchUp {
  private final long startedAt;
  private final EventTimeBuffer<Notice> held;

  private CatchUp(long startedAt, EventTimeBuffer<Notice> held) {
    this.startedAt = startedAt;
    this.held = held;
  }

  static CatchUp since(long startedAt, RuntimeContext context) {
    return new CatchUp(startedAt, EventTimeBuffer.open(context, NoticeSerializer.INSTANCE));
  }

  /** Keeps the notice, to be answered by {@link #due}, if it must not be acted on yet. */
  boolean holds(Notice notice, TimerService timers) throws Exception {
    if (timers.currentWatermark() >= startedAt || !isToBeSent(notice)) {
      return false;
    }
    held.add(startedAt, notice, timers);
    return true;
  }

  /**
   * What waited for that time. What was held by a run before this one may have to be held again.
   */
  List<Notice> due(long time) throws Exception {
    return held.take(time);
  }

  /** Drops what is held of the current key; answers how much. */
  int forget(TimerService timers) throws Exception {
    return held.removeIf(any -> true, timers);
  }

  private static boolean isToBeSent(Notice notice) {
    return notice instanceof OfRedelivery
        || (notice instanceof OfTrigger of && of.trigger().status() == Trigger.Status.ISSUED);
  }
}

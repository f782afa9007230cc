package io.waymark.pipeline.delivery;

import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.delivery.Notice.OfRedelivery;
import io.waymark.pipeline.delivery.Notice.OfTrigger;
import org.apache.flink.streaming.api.TimerService;

/**
 * Says what is for a customer and has to wait until everything has been read that was written
 * before the job was started: among that may be a word against it, in another topic or further on
 * in the same one.
 *
 * @param startedAt when this run of the job was started, in epoch milliseconds; the watermark tells
 *     when what was read had been written
 */
record CatchUp(long startedAt) {

  /**
   * Whether the notice must not be acted on yet; then the key's event-time timer fires when it may.
   */
  boolean holds(Notice notice, TimerService timers) {
    if (timers.currentWatermark() >= startedAt || !isToBeSent(notice)) {
      return false;
    }
    timers.registerEventTimeTimer(startedAt);
    return true;
  }

  /** Nothing is held of the key any more. */
  void release(TimerService timers) {
    timers.deleteEventTimeTimer(startedAt);
  }

  private static boolean isToBeSent(Notice notice) {
    return notice instanceof OfRedelivery
        || (notice instanceof OfTrigger of && of.trigger().status() == Trigger.Status.ISSUED);
  }
}

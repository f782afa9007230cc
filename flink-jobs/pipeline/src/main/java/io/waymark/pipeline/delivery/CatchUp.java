package io.waymark.pipeline.delivery;

import io.waymark.domain.intervention.Trigger;
import io.waymark.pipeline.delivery.Notice.OfRedelivery;
import io.waymark.pipeline.delivery.Notice.OfTrigger;

/**
 * Says what is for a customer and has to wait until everything has been read that was written
 * before the job was started: among that may be a word against it, in another topic or further on
 * in the same one.
 *
 * @param startedAt when this run of the job was started, in epoch milliseconds; the watermark tells
 *     when what was read had been written
 */
record CatchUp(long startedAt) {
  private static final long SOON = 1_000;

  /** What has lasted long is looked at seldom: it waits a quarter longer at most. */
  private static final int SELDOM = 4;

  boolean isOver(long watermark) {
    return watermark >= startedAt;
  }

  /** Whether the notice must not be acted on yet. */
  boolean holds(Notice notice, long watermark) {
    return !isOver(watermark) && isToBeSent(notice);
  }

  /** When to look whether it is over. */
  long lookAt(long now) {
    return now + Math.max(SOON, (now - startedAt) / SELDOM);
  }

  private static boolean isToBeSent(Notice notice) {
    return notice instanceof OfRedelivery
        || (notice instanceof OfTrigger of && of.trigger().status() == Trigger.Status.ISSUED);
  }
}

package io.waymark.app.kafka;

import io.waymark.app.kafka.PartitionFrontier.Probe;
import org.jspecify.annotations.Nullable;

/**
 * What keeps {@link PartitionFrontier} from counting silence in one partition, for people to see;
 * it decides nothing. Pure: all times are in epoch milliseconds, by the clock of the probes.
 *
 * <p>A reader that keeps up is behind the end as often as not. A backlog is what stood there {@link
 * Outages#OUTAGE} ago and is still not read.
 */
final class SilenceHold {
  private long answeredAt;
  private boolean soonAfterOutage;
  private long unreadSince;
  private long unreadUpTo = Long.MIN_VALUE;

  /**
   * @param now when it was asked for the first time, at the earliest
   */
  SilenceHold(long now) {
    this.answeredAt = now;
    this.unreadSince = now;
  }

  /**
   * The partition's end was found.
   *
   * @param position the next offset to read; negative while not known
   */
  void probe(Probe probe, long position) {
    answeredAt = probe.sentAt();
    soonAfterOutage = probe.isSoonAfterOutage();
    if (position >= unreadUpTo) {
      unreadUpTo = probe.readableEnd();
      unreadSince = probe.sentAt();
    }
  }

  /** The reason now; null if there is none. */
  @Nullable Hold reason(long now, long position) {
    if (isLongAgo(answeredAt, now)) {
      return Hold.NO_ANSWER;
    }
    if (position < unreadUpTo && isLongAgo(unreadSince, now)) {
      return Hold.BACKLOG;
    }
    return soonAfterOutage ? Hold.AFTER_OUTAGE : null;
  }

  private static boolean isLongAgo(long time, long now) {
    return now - time > Outages.OUTAGE.toMillis();
  }
}

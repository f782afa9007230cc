package io.waymark.app.kafka;

import io.waymark.app.kafka.PartitionFrontier.Probe;

/**
 * When the broker was back after it had been away, as one reader sees it: for longer than {@link
 * Outages#OUTAGE} neither a record came nor an answer. Pure: all times are in epoch milliseconds by
 * one clock.
 *
 * <p>Of several who write, one has the broker again before the others, and what it tells is of now.
 * Were time to follow it, what the others could not send would all be late. So time waits for them
 * too, for {@link PartitionFrontier#AFTER_OUTAGE}. Slow answers alone are no outage, while records
 * come; nor are records that a slow task leaves unread, while there are answers.
 */
final class Reconnection {
  private long answeredAt = Outages.NONE;
  private long readAt = Outages.NONE;
  private long outageOverAt = Outages.NONE;
  private long backAt = Outages.NONE;

  /** The broker has answered; the same answer again tells nothing. */
  void answered(Probe probe) {
    if (probe.outageOverAt() != outageOverAt) {
      outageOverAt = probe.outageOverAt();
      if (isLongAgo(readAt, outageOverAt)) {
        backAt = outageOverAt;
      }
    }
    answeredAt = Math.max(answeredAt, probe.sentAt());
  }

  /** A record came, which may be sooner than the first answer. */
  void read(long now) {
    boolean isFirst = answeredAt == Outages.NONE && readAt == Outages.NONE;
    if (!isFirst && isLongAgo(answeredAt, now) && isLongAgo(readAt, now)) {
      backAt = now;
    }
    readAt = now;
  }

  /** Whether those who could not write are waited for. */
  boolean isRecent(long now) {
    return backAt != Outages.NONE && now - backAt < PartitionFrontier.AFTER_OUTAGE.toMillis();
  }

  private static boolean isLongAgo(long time, long now) {
    return time == Outages.NONE || now - time > Outages.OUTAGE.toMillis();
  }
}

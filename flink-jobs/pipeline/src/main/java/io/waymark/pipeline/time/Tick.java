package io.waymark.pipeline.time;

/**
 * Tenths of a second of event time. What waits for the next full one is dealt with at once for all
 * of it, so that the state of a busy key is read and written ten times a second and not with each
 * element. Operators one after another that all wait so lose no time to each other: when the first
 * has told what is of a tick, the watermark of the next has not reached it.
 */
public final class Tick {
  private static final long MILLIS = 100;

  private Tick() {}

  /** The first full one at that time or later; what is never stays never. */
  public static long of(long time) {
    long late = Math.floorMod(time, MILLIS);
    return late == 0 || time > Long.MAX_VALUE - MILLIS ? time : time - late + MILLIS;
  }
}

package io.waymark.app.kafka;

import java.time.Duration;

/**
 * How often a reader tells time. One that keeps up tells it every {@link #TICK}, which is part of
 * the latency of every signal. One that has a lot to catch up takes longer strides: nobody waits
 * for the signals of long ago, and what comes due together of one customer costs little more than
 * one event.
 */
final class WatermarkPace {
  /** How often watermarks are emitted, and how often a silent reader wakes up. */
  static final Duration TICK = Duration.ofMillis(50);

  /** How often they are emitted while there is a lot to catch up. */
  static final Duration STRIDE = Duration.ofSeconds(1);

  /** How long ago what is read was appended when there is a lot to catch up. */
  static final Duration LONG_AGO = Duration.ofSeconds(10);

  /** Most records of a stride: they wait on the heap for the watermark. */
  static final int MOST_RECORDS = 1 << 16;

  private long toldAt;
  private int untold;
  private long lastAppended;

  /**
   * @param nanos the time that {@link System#nanoTime} tells now
   */
  WatermarkPace(long nanos) {
    this.toldAt = nanos;
  }

  /**
   * A record was read.
   *
   * @param appended its Kafka timestamp
   */
  void read(long appended) {
    untold++;
    lastAppended = appended;
  }

  /**
   * Whether to emit watermarks now.
   *
   * @param nanos as above
   * @param clock the time of day, in milliseconds
   */
  boolean isTime(long nanos, long clock) {
    long passed = nanos - toldAt;
    return passed >= TICK.toNanos() && (passed >= STRIDE.toNanos() || !isCatchingUp(clock));
  }

  private boolean isCatchingUp(long clock) {
    return untold > 0 && untold < MOST_RECORDS && clock - lastAppended > LONG_AGO.toMillis();
  }

  /** Watermarks have been emitted. */
  void told(long nanos) {
    toldAt = nanos;
    untold = 0;
  }
}

package io.waymark.app.kafka;

import java.time.Duration;

/**
 * Whether a reader tells time now. One that keeps up tells it whenever it can, for somebody waits
 * for the signals. One that has a lot to catch up takes longer strides: nobody waits for the
 * signals of long ago, and what comes due together of one customer costs little more than one
 * event.
 */
final class WatermarkPace {
  /** How often time is told while there is a lot to catch up. */
  static final Duration STRIDE = Duration.ofSeconds(2);

  /** How long ago what is read was appended when there is a lot to catch up. */
  static final Duration LONG_AGO = Duration.ofSeconds(10);

  /**
   * Most bytes of a stride, about: they wait on the heap for the watermark. With what is beside
   * them it is less than the journeys' buffer takes, of events of a usual size a quarter of a
   * million.
   */
  static final long MOST_BYTES = 48L << 20;

  /** What a record takes beside its own bytes. */
  static final int BESIDE = 64;

  private long toldAt;
  private long untold;
  private long lastAppended;

  /**
   * A record was read.
   *
   * @param appended its Kafka timestamp
   * @param bytes how large it is
   */
  void read(long appended, int bytes) {
    untold += bytes + BESIDE;
    lastAppended = appended;
  }

  /**
   * Whether watermarks may be emitted now.
   *
   * @param nanos the time that {@link System#nanoTime} tells
   * @param clock the time of day in milliseconds, no later than the brokers'
   */
  boolean mayTell(long nanos, long clock) {
    return nanos - toldAt >= STRIDE.toNanos() || !isCatchingUp(clock);
  }

  private boolean isCatchingUp(long clock) {
    return untold > 0 && untold < MOST_BYTES && clock - lastAppended > LONG_AGO.toMillis();
  }

  /** Watermarks have been emitted; {@code nanos} as above. */
  void told(long nanos) {
    toldAt = nanos;
    untold = 0;
  }
}

package io.waymark.pipeline.journey;

import io.waymark.pipeline.erasure.ErasureSettings;
import java.io.Serializable;
import java.time.Duration;

/**
 * Settings of the journey operator.
 *
 * @param timeToLive event time for which a journey is kept after its last event; what it still
 *     waits for then is forgotten ({@code waymark.journey-ttl})
 * @param bufferBytes heap for events that wait for their time, per subtask, as bytes, those that
 *     are being evaluated too; beyond it they wait in the state backend. While a checkpoint is
 *     taken or others are moved there, some 40 bytes for each come on top
 * @param cacheShare part of the heap of a task slot for the journeys of customers who were active
 *     last; about
 * @param snapshotInterval time of day between two snapshots of one customer's journey, at least
 * @param erasures what is remembered of those who were erased
 * @param budgets whether a rule that costs too much is quarantined; what it would have found then
 *     depends on the machine's time
 */
public record JourneySettings(
    Duration timeToLive,
    long bufferBytes,
    double cacheShare,
    Duration snapshotInterval,
    ErasureSettings erasures,
    boolean budgets)
    implements Serializable {
  public static final JourneySettings DEFAULT =
      new JourneySettings(
          Duration.ofDays(90), 64L << 20, 1.0 / 6, Duration.ofSeconds(10), ErasureSettings.DEFAULT);

  /** Without budgets. */
  public JourneySettings(
      Duration timeToLive,
      long bufferBytes,
      double cacheShare,
      Duration snapshotInterval,
      ErasureSettings erasures) {
    this(timeToLive, bufferBytes, cacheShare, snapshotInterval, erasures, false);
  }

  /** The same for journeys that are kept longer, or shorter. */
  public JourneySettings withTimeToLive(Duration time) {
    return new JourneySettings(time, bufferBytes, cacheShare, snapshotInterval, erasures, budgets);
  }

  /** The same for journeys of which snapshots are sent less often, or more. */
  public JourneySettings withSnapshotInterval(Duration interval) {
    return new JourneySettings(timeToLive, bufferBytes, cacheShare, interval, erasures, budgets);
  }

  /** The same with other memories of those who were erased. */
  public JourneySettings withErasures(ErasureSettings other) {
    return new JourneySettings(
        timeToLive, bufferBytes, cacheShare, snapshotInterval, other, budgets);
  }

  /** The same with budgets of rules. */
  public JourneySettings withBudgets() {
    return new JourneySettings(
        timeToLive, bufferBytes, cacheShare, snapshotInterval, erasures, true);
  }

  public JourneySettings {
    if (timeToLive.isNegative() || timeToLive.isZero()) {
      throw new IllegalArgumentException("a journey lives for more than " + timeToLive);
    }
    if (bufferBytes < 0 || cacheShare < 0 || cacheShare > 1) {
      throw new IllegalArgumentException(
          "a buffer of %d bytes and a cache of %s of the heap".formatted(bufferBytes, cacheShare));
    }
  }
}

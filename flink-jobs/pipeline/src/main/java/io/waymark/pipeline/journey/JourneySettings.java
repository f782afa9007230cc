package io.waymark.pipeline.journey;

import java.io.Serializable;
import java.time.Duration;

/**
 * Settings of the journey operator.
 *
 * @param timeToLive event time for which a journey is kept after its last event; what it still
 *     waits for then is forgotten ({@code waymark.journey-ttl})
 * @param bufferBytes heap for events that wait for their time, per subtask; beyond it they wait in
 *     the state backend
 * @param cacheBytes heap for the journeys of customers who were active last, per subtask; about
 */
public record JourneySettings(Duration timeToLive, long bufferBytes, long cacheBytes)
    implements Serializable {
  public static final JourneySettings DEFAULT =
      new JourneySettings(Duration.ofDays(90), 64L << 20, 128L << 20);

  /** The same for journeys that are kept longer, or shorter. */
  public JourneySettings withTimeToLive(Duration time) {
    return new JourneySettings(time, bufferBytes, cacheBytes);
  }

  public JourneySettings {
    if (timeToLive.isNegative() || timeToLive.isZero()) {
      throw new IllegalArgumentException("a journey lives for more than " + timeToLive);
    }
    if (bufferBytes < 0 || cacheBytes < 0) {
      throw new IllegalArgumentException(
          "a buffer of %d bytes and a cache of %d".formatted(bufferBytes, cacheBytes));
    }
  }
}

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
 */
public record JourneySettings(Duration timeToLive, long bufferBytes) implements Serializable {
  public static final JourneySettings DEFAULT =
      new JourneySettings(Duration.ofDays(90), 64L * 1024 * 1024);

  public JourneySettings {
    if (timeToLive.isNegative() || timeToLive.isZero()) {
      throw new IllegalArgumentException("a journey lives for more than " + timeToLive);
    }
    if (bufferBytes < 0) {
      throw new IllegalArgumentException("a buffer of " + bufferBytes + " bytes");
    }
  }
}

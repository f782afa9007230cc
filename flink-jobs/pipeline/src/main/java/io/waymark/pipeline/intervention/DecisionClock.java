package io.waymark.pipeline.intervention;

import java.io.Serializable;
import java.time.InstantSource;

/** Tells when a decision is made. */
@FunctionalInterface
public interface DecisionClock extends Serializable {

  /**
   * The time of a decision that event time has reached {@code eventTime} for; never before it. Both
   * in milliseconds since the epoch.
   */
  long now(long eventTime);

  /** For history: what happened is decided on at once. */
  static DecisionClock eventTime() {
    return eventTime -> eventTime;
  }

  /** For live decisions. {@code clock} has to be serializable, as those of the JDK are. */
  static DecisionClock wallClock(InstantSource clock) {
    return eventTime -> Math.max(eventTime, clock.millis());
  }
}

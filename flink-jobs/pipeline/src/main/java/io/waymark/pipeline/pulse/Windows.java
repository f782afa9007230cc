package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.ContactLeg;
import java.time.Duration;

/** The windows of event time that are measured in. */
final class Windows {
  static final long LENGTH = Duration.ofMinutes(5).toMillis();

  /** How often their figures are told while they change. */
  static final long UPDATED_EVERY = Duration.ofSeconds(5).toMillis();

  /** For how long after its end what comes late still corrects a window. */
  static final long CORRECTED_FOR = Duration.ofHours(2).toMillis();

  /** For how long after the last event a place is looked at: that it is silent is a finding. */
  static final long LOOKED_AT_FOR = Duration.ofHours(24).toMillis();

  /** Nobody waits for longer: see {@link ContactLeg}. */
  static final long WAITED_FOR = ContactLeg.LONGEST.toMillis();

  private Windows() {}

  /** The first time of the window. */
  static long start(long time) {
    return time - Math.floorMod(time, LENGTH);
  }

  /** When what changes now is told. */
  static long nextUpdate(long now) {
    return now - Math.floorMod(now, UPDATED_EVERY) + UPDATED_EVERY;
  }
}

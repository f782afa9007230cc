package io.waymark.pipeline.pulse;

import io.waymark.domain.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * What is measured by of a customer's profile.
 *
 * @param test it is an account for tests
 * @param seenAt an event of the customer, a day before the last at most
 */
record MeasuredProfile(@Nullable String persona, boolean test, long seenAt) {
  static final MeasuredProfile UNKNOWN = new MeasuredProfile(null, false, Long.MIN_VALUE);

  MeasuredProfile seen(long time) {
    return new MeasuredProfile(persona, test, Math.max(seenAt, time));
  }

  /** With what a {@code profile_updated} says: only what it names changes. */
  MeasuredProfile updated(Event event) {
    String said = event.attribute("persona") instanceof String text ? text : null;
    return new MeasuredProfile(
        event.has("persona") ? said : persona,
        event.has("test") ? Boolean.TRUE.equals(event.attribute("test")) : test,
        seenAt);
  }
}

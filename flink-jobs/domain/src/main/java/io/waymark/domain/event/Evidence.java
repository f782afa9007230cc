package io.waymark.domain.event;

import org.jspecify.annotations.Nullable;

/** One event that made a rule fire. */
public record Evidence(
    String eventId, String eventType, long eventTime, @Nullable String touchpoint) {

  /** Most that a signal carries. */
  public static final int LIMIT = 20;

  public static Evidence of(Event event) {
    return new Evidence(event.id(), event.type(), event.time(), event.touchpoint());
  }
}

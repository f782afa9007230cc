package io.waymark.domain.pulse;

import io.waymark.domain.event.Event;
import io.waymark.domain.event.Scalar;
import org.jspecify.annotations.Nullable;

/** An event, and where it happened. */
public record Touch(Event event, Where where) {

  /**
   * Of a customer with that persona. Contacts that name no touchpoint are at their queue; what
   * happens in a branch is there.
   */
  public static Touch of(Event event, @Nullable String persona) {
    String touchpoint = event.touchpoint();
    for (String name : new String[] {"queue", "branch"}) {
      touchpoint = touchpoint == null ? text(event, name) : touchpoint;
    }
    return new Touch(event, new Where(touchpoint, event.channel(), persona));
  }

  public String type() {
    return event.type();
  }

  public long time() {
    return event.time();
  }

  /** Null where it is missing or no text. */
  public @Nullable String text(String name) {
    return text(event, name);
  }

  /** Null where it is missing or no number. */
  public @Nullable Double number(String name) {
    return Scalar.number(event.attribute(name));
  }

  /** A duration in milliseconds; null where it is missing or negative. */
  public @Nullable Long millis(String name) {
    Double value = number(name);
    return value == null || value < 0 ? null : (Long) Math.round(value);
  }

  public boolean says(String name) {
    return Boolean.TRUE.equals(event.attribute(name));
  }

  public boolean denies(String name) {
    return Boolean.FALSE.equals(event.attribute(name));
  }

  private static @Nullable String text(Event event, String name) {
    return event.attribute(name) instanceof String text && !text.isEmpty() ? text : null;
  }
}

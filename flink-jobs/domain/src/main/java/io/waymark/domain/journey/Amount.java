package io.waymark.domain.journey;

import io.waymark.domain.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * Points that an event is worth: a number, or so many for each unit begun of an attribute, up to a
 * cap. Half a point for each minute of {@code wait_ms} and 5 at most, say.
 *
 * @param points of the event, or of each unit
 * @param of the attribute that is measured; null for a number
 * @param unit size of a unit of it, more than 0
 * @param most points at most
 */
public record Amount(double points, @Nullable String of, double unit, double most) {

  public static Amount of(double points) {
    return new Amount(points, null, 1, Math.abs(points));
  }

  /** What the event is worth; 0 if it lacks the attribute. */
  public double in(Event event) {
    if (of == null) {
      return points;
    }
    return event.attribute(of) instanceof Number number && number.doubleValue() > 0
        ? Math.min(most, points * Math.ceil(number.doubleValue() / unit))
        : 0;
  }
}

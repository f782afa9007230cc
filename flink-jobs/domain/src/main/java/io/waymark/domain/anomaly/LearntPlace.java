package io.waymark.domain.anomaly;

import io.waymark.domain.pulse.Place;
import java.util.Map;

/**
 * What has been learnt of a place, as it is stored: so that what is normal there is known before
 * anything has happened. Of what the place is doing now it says nothing.
 *
 * @param state a {@link PlaceState} that has not judged any window
 * @param hours each an {@link HourHistory}, by bucket of the calendar
 */
public record LearntPlace(Place place, byte[] state, Map<Integer, byte[]> hours) {

  /** Of a place as it is remembered. */
  public static LearntPlace of(Place place, PlaceState state, Map<Integer, byte[]> hours) {
    return new LearntPlace(place, state.learnt().toBytes(), Map.copyOf(hours));
  }
}

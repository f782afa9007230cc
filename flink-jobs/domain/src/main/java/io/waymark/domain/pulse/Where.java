package io.waymark.domain.pulse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer was.
 *
 * @param touchpoint null if that is not known
 * @param channel null if that is not known
 * @param persona of the customer; null if that is not known
 */
public record Where(
    @Nullable String touchpoint, @Nullable String channel, @Nullable String persona) {
  private static final Place EVERYWHERE = new Place(Place.EVERYWHERE, null, null);

  /** All places that it is part of. */
  public List<Place> places() {
    if (touchpoint == null || touchpoint.equals(Place.EVERYWHERE)) {
      return List.of(EVERYWHERE);
    }
    Place place = new Place(touchpoint, channel, null);
    return persona == null
        ? List.of(EVERYWHERE, place)
        : List.of(EVERYWHERE, place, new Place(touchpoint, channel, persona));
  }
}

package io.waymark.domain.pulse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer was, or what it was about.
 *
 * @param touchpoint as in {@link Place}; null if that is not known
 * @param channel null if that is not known
 * @param persona of the customer; null if that is not known
 */
public record Where(
    @Nullable String touchpoint, @Nullable String channel, @Nullable String persona) {
  private static final Place EVERYWHERE = new Place(Place.EVERYWHERE, null, null);

  /** At a touchpoint; one whose name stands for something else is not known. */
  public static Where at(
      @Nullable String touchpoint, @Nullable String channel, @Nullable String persona) {
    boolean taken =
        touchpoint != null
            && (touchpoint.equals(Place.EVERYWHERE)
                || touchpoint.equals(Place.OTHERS)
                || Subject.of(touchpoint) != null);
    return new Where(taken ? null : touchpoint, channel, persona);
  }

  /** About something. It was somewhere, too: that is not part of this. */
  public static Where about(Subject subject, String name) {
    return new Where(subject.named(name), null, null);
  }

  /** All places that it is part of. */
  public List<Place> places() {
    if (touchpoint == null || touchpoint.equals(Place.EVERYWHERE)) {
      return List.of(EVERYWHERE);
    }
    Place place = new Place(touchpoint, channel, null);
    if (place.subject() != null) {
      return List.of(place);
    }
    return persona == null
        ? List.of(EVERYWHERE, place)
        : List.of(EVERYWHERE, place, new Place(touchpoint, channel, persona));
  }
}

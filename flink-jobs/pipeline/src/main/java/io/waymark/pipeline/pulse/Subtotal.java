package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.Place;

/**
 * What one subtask has measured in a place since the last.
 *
 * @param start of the window; {@link #NO_WINDOW} if only who waits has changed
 * @param standing the change of who waits
 */
record Subtotal(Place place, long start, PulseWindow window, Standing standing) {
  static final long NO_WINDOW = Long.MIN_VALUE;

  /** The same of another place. */
  Subtotal at(Place other) {
    return other.equals(place) ? this : new Subtotal(other, start, window, standing);
  }

  boolean hasWindow() {
    return start != NO_WINDOW;
  }
}

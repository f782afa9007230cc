package io.waymark.domain.pulse;

import org.jspecify.annotations.Nullable;

/** When and where. */
public record Point(long time, Where where) {

  static Point of(Touch touch) {
    return new Point(touch.time(), touch.where());
  }

  /** Of two at a time the one that is there already. */
  static Point earlier(@Nullable Point known, Point other) {
    return known == null || other.time() < known.time() ? other : known;
  }
}

package io.waymark.domain.journey;

import java.util.List;
import java.util.function.Function;

/**
 * What is stored of a part of a model instead of its place: 16 bits of its id, because a model may
 * get others before it, or lose it.
 */
final class IdHash {
  static final int BYTES = Short.BYTES;

  /** Stands for a part that the model does not have. */
  static final int NOWHERE = -1;

  private IdHash() {}

  static int of(String id) {
    return id.hashCode() & 0xFFFF;
  }

  /** The place of the part whose id has this hash, or {@link #NOWHERE}. */
  static <T> int place(long hash, List<T> parts, Function<T, String> id) {
    for (int place = 0; place < parts.size(); place++) {
      if (of(id.apply(parts.get(place))) == hash) {
        return place;
      }
    }
    return NOWHERE;
  }
}

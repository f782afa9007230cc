package io.waymark.app.format;

import org.jspecify.annotations.Nullable;

/**
 * One of the items that an event is about.
 *
 * @param price of a single piece
 * @param quantity null where none was given, which is one piece
 */
public record LineItem(
    @Nullable String id,
    @Nullable String name,
    @Nullable String category,
    @Nullable Double price,
    @Nullable Long quantity) {

  long pieces() {
    return quantity == null ? 1 : quantity;
  }
}

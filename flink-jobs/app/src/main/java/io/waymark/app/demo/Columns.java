package io.waymark.app.demo;

import io.waymark.app.format.Printable;

/** Text of a fixed width. */
final class Columns {
  private Columns() {}

  /** The text, padded or cut to the width. */
  static String fit(String text, int width) {
    String cut = cut(text, width);
    return cut + " ".repeat(width - cut.length());
  }

  /** The text, cut to the width with a sign that it was. */
  static String cut(String text, int width) {
    String plain = Printable.of(text);
    return plain.length() <= width ? plain : plain.substring(0, width - 1) + "…";
  }
}

package io.waymark.app.demo;

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
    // What comes from events may hold anything, also what would steer the terminal.
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= width ? plain : plain.substring(0, width - 1) + "…";
  }
}

package io.waymark.app.delivery.kind;

/** Texts that have to fit. */
final class Texts {
  private Texts() {}

  /** At most that many characters, and no half of one. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean halves = Character.isHighSurrogate(text.charAt(most - 2));
    return text.substring(0, halves ? most - 2 : most - 1) + "…";
  }
}

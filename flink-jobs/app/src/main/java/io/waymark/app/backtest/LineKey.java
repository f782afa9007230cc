package io.waymark.app.backtest;

import java.util.List;

/** The fields by which lines are ordered, as one text. */
final class LineKey {
  private static final char FIELD_END = '\u0000';

  private LineKey() {}

  /** Orders by time, then by the texts in turn, each by code points. */
  static String of(long time, String... texts) {
    StringBuilder key = new StringBuilder(96);
    // All times that events can have are positive and of at most 13 digits.
    key.append(10_000_000_000_000L + time);
    for (String text : texts) {
      key.append(FIELD_END);
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        key.append(c < ' ' || c == '\u0085' || c == '\u2028' || c == '\u2029' ? ' ' : c);
      }
    }
    return key.toString();
  }

  /** Orders by a text, then by time: of what is said of one thing the latest comes last. */
  static String ofThing(String thing, long time) {
    return of(0, thing).substring(of(0).length() + 1) + FIELD_END + of(time);
  }

  /** What {@link #ofThing} was given. */
  static String thing(String key) {
    return key.substring(0, key.indexOf(FIELD_END));
  }

  /** The texts that were given. */
  static List<String> texts(String key) {
    String[] fields = key.split(String.valueOf(FIELD_END), -1);
    return List.of(fields).subList(1, fields.length);
  }
}

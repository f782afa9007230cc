package io.waymark.app.format;

import java.util.regex.Pattern;

/** Text from events, made fit for a terminal. */
public final class Printable {
  private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F]");

  private Printable() {}

  /** The text without what would steer the terminal: each control character becomes a ?. */
  public static String of(String text) {
    return CONTROL.matcher(text).replaceAll("?");
  }
}

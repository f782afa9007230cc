package io.waymark.app.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;

/** Times as RFC 3339 writes them, from and to milliseconds since the epoch. */
public final class Rfc3339 {
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
  private static final int SHORTEST = "2000-01-01T00:00:00Z".length();
  private static final int SECONDS_END = SHORTEST - 1;

  private Rfc3339() {}

  /** The time in UTC with exactly three fraction digits and {@code Z}. */
  public static String format(long millis) {
    return MILLIS.format(Instant.ofEpochMilli(millis));
  }

  /**
   * Reads a time with any offset. What is finer than a millisecond is cut off; a leap second is the
   * first second of the next minute.
   *
   * @throws DateTimeParseException if it is not RFC 3339
   */
  public static long parse(String text) {
    if (text.length() < SHORTEST
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || "Tt ".indexOf(text.charAt(10)) < 0
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      throw unreadable(text);
    }
    long seconds =
        day(text) * 86_400
            + number(text, 11, 2, 23) * 3_600L
            + number(text, 14, 2, 59) * 60L
            + number(text, 17, 2, 60);
    int zone = SECONDS_END;
    if (text.charAt(zone) == '.') {
      zone++;
      while (zone < text.length() && isDigit(text.charAt(zone))) {
        zone++;
      }
    }
    return (seconds - offset(text, zone)) * 1_000 + millis(text, zone);
  }

  private static long day(String text) {
    try {
      return LocalDate.of(number(text, 0, 4, 9999), number(text, 5, 2, 12), number(text, 8, 2, 31))
          .toEpochDay();
    } catch (DateTimeException e) {
      throw unreadable(text);
    }
  }

  /** The fraction between the seconds and {@code end}, if there is one. */
  private static int millis(String text, int end) {
    if (end == SECONDS_END) {
      return 0;
    }
    if (end == SECONDS_END + 1) {
      throw unreadable(text);
    }
    int millis = 0;
    for (int i = 1; i <= 3; i++) {
      int at = SECONDS_END + i;
      millis = 10 * millis + (at < end ? text.charAt(at) - '0' : 0);
    }
    return millis;
  }

  /** Seconds that local time is ahead of UTC. */
  private static int offset(String text, int from) {
    int length = text.length() - from;
    if (length == 1 && (text.charAt(from) == 'Z' || text.charAt(from) == 'z')) {
      return 0;
    }
    if (length != 6 || text.charAt(from + 3) != ':' || "+-".indexOf(text.charAt(from)) < 0) {
      throw unreadable(text);
    }
    int seconds = number(text, from + 1, 2, 23) * 3_600 + number(text, from + 4, 2, 59) * 60;
    return text.charAt(from) == '-' ? -seconds : seconds;
  }

  private static int number(String text, int from, int digits, int most) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      if (!isDigit(text.charAt(i))) {
        throw unreadable(text);
      }
      number = 10 * number + text.charAt(i) - '0';
    }
    if (number > most) {
      throw unreadable(text);
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static DateTimeParseException unreadable(String text) {
    return new DateTimeParseException("not an RFC 3339 time", text, 0);
  }
}

package io.waymark.app.delivery.net;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The header of that name (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /** Milliseconds from {@code now} on, an hour at most; null if it is neither. */
  static @Nullable Long read(String header, Instant now) {
    String text = header.strip();
    if (text.matches("\\d+")) {
      return text.length() > 9
          ? LONGEST.toMillis()
          : bounded(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return bounded(Duration.between(now, until));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static long bounded(Duration asked) {
    return Math.max(0, Math.min(asked.toMillis(), LONGEST.toMillis()));
  }
}

package io.waymark.domain.pattern;

import io.waymark.domain.event.Event;
import io.waymark.domain.rule.Pattern;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** When an absence that an event opens is over. */
final class Deadline {
  /** Times that an event can have at all; what lies beyond is taken for unreadable. */
  private static final long LATEST = 253_402_300_799_999L;

  private Deadline() {}

  /** The deadline in epoch milliseconds; empty if the event should name it and does not. */
  static OptionalLong of(Pattern.Absence absence, Event event) {
    if (absence.within() != null) {
      return OptionalLong.of(event.time() + absence.within());
    }
    OptionalLong until = read(event.attribute(String.valueOf(absence.until())));
    return until.isPresent() ? OptionalLong.of(until.getAsLong() + absence.plus()) : until;
  }

  private static OptionalLong read(@Nullable Object value) {
    if (value instanceof Long millis) {
      return bounded(millis);
    }
    if (value instanceof Double millis && millis == Math.rint(millis)) {
      return bounded(millis.longValue());
    }
    if (value instanceof String text) {
      try {
        return bounded(OffsetDateTime.parse(text).toInstant().toEpochMilli());
      } catch (DateTimeParseException | ArithmeticException unreadable) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong bounded(long millis) {
    return Math.abs(millis) <= LATEST ? OptionalLong.of(millis) : OptionalLong.empty();
  }
}

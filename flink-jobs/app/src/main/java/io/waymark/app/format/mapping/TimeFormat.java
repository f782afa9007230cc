package io.waymark.app.format.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.Rfc3339;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a time is written. */
sealed interface TimeFormat {

  /** Milliseconds since the epoch, what is finer cut off; null if it is not written so. */
  @Nullable Long read(JsonNode value);

  /** RFC 3339. */
  record Standard() implements TimeFormat {
    @Override
    public @Nullable Long read(JsonNode value) {
      try {
        return value.isTextual() ? (Long) Rfc3339.parse(value.textValue()) : null;
      } catch (DateTimeParseException none) {
        return null;
      }
    }
  }

  /**
   * A number since 1970, as a number or as text.
   *
   * @param millis how many milliseconds one is, as a power of ten
   */
  record Epoch(int millis) implements TimeFormat {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,20}(\\.\\d{1,20})?");
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    @Override
    public @Nullable Long read(JsonNode value) {
      String text = JsonTree.text(value);
      BigDecimal number;
      if (text != null && NUMBER.matcher(text).matches()) {
        number = new BigDecimal(text);
      } else if (value.isFloatingPointNumber() && Double.isFinite(value.doubleValue())) {
        // As 1.772532E9 is.
        number = BigDecimal.valueOf(value.doubleValue());
      } else {
        return null;
      }
      BigDecimal time = number.scaleByPowerOfTen(millis);
      return time.abs().compareTo(MOST) < 0
          ? (Long) time.setScale(0, RoundingMode.FLOOR).longValue()
          : null;
    }
  }

  /** A pattern of {@link DateTimeFormatter}, in English. */
  record Written(DateTimeFormatter pattern) implements TimeFormat {
    private static final Instant SAMPLE = Instant.parse("2026-03-03T10:11:12Z");

    /**
     * @param zone of times that say none; null if the pattern says it
     * @return null if the pattern and the zone together do not tell a moment
     */
    static @Nullable Written of(String pattern, @Nullable ZoneId zone) {
      try {
        DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
        ZoneId sampleZone = zone == null ? ZoneId.of("Asia/Bangkok") : zone;
        String sample = format.withZone(sampleZone).format(SAMPLE);
        Written written = new Written(zone == null ? format : format.withZone(zone));
        return written.parse(sample) == null ? null : written;
      } catch (IllegalArgumentException | DateTimeException none) {
        return null;
      }
    }

    @Override
    public @Nullable Long read(JsonNode value) {
      String text = JsonTree.text(value);
      return text == null ? null : parse(text);
    }

    private @Nullable Long parse(String text) {
      try {
        return Instant.from(pattern.parse(text)).toEpochMilli();
      } catch (DateTimeException | ArithmeticException none) {
        return null;
      }
    }
  }
}

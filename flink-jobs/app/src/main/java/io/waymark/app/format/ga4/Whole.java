package io.waymark.app.format.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Integers as BigQuery writes them: as numbers or in quotes. */
final class Whole {
  private Whole() {}

  /** The integer; null for everything else and for what is beyond a long. */
  static @Nullable Long of(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (!value.isTextual()) {
      return null;
    }
    try {
      return Long.parseLong(value.textValue());
    } catch (NumberFormatException none) {
      return null;
    }
  }

  static long orZero(JsonNode value) {
    Long number = of(value);
    return number == null ? 0 : number;
  }
}

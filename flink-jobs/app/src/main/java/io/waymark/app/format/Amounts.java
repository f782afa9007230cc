package io.waymark.app.format;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Numbers that are doubles whatever they were written as. */
public final class Amounts {
  private Amounts() {}

  /** The finite number, be it in quotes; null for everything else. */
  public static @Nullable Double of(JsonNode value) {
    return value.isNumber() || value.isTextual() ? of(value.asText()) : null;
  }

  /** The finite number; null for null and for text that is none. */
  public static @Nullable Double of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException none) {
      return null;
    }
  }
}

package io.waymark.app.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.io.IOException;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The value a parser stands at, as the type its field has. */
final class JsonValues {
  private JsonValues() {}

  /** A string or null. */
  static @Nullable String text(String field, JsonParser in)
      throws IOException, UndecodableException {
    return switch (in.currentToken()) {
      case VALUE_STRING -> unicode(field, in.getText());
      case VALUE_NULL -> null;
      default -> throw undecodable(field + " is not a string");
    };
  }

  /**
   * An attribute: a number without fraction and exponent is a long, or a double beyond its range;
   * any other number is a double.
   */
  static @Nullable Object scalar(String name, JsonParser in)
      throws IOException, UndecodableException {
    return switch (in.currentToken()) {
      case VALUE_STRING -> unicode("attribute '" + name + "'", in.getText());
      case VALUE_NULL -> null;
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT ->
          in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Object) finite(name, in.getDoubleValue())
              : (Object) in.getLongValue();
      case VALUE_NUMBER_FLOAT -> finite(name, in.getDoubleValue());
      default ->
          throw undecodable(
              "attribute '"
                  + name
                  + "' is "
                  + (in.currentToken() == JsonToken.START_ARRAY ? "an array" : "an object")
                  + ", not a single value");
    };
  }

  /** A time in milliseconds, or null if it is none. */
  static @Nullable Long time(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_STRING -> parsed(in.getText());
      case VALUE_NUMBER_INT ->
          in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? (Long) Long.MAX_VALUE
              : (Long) in.getLongValue();
      case VALUE_NUMBER_FLOAT -> whole(in.getDoubleValue());
      default -> null;
    };
  }

  /** Refuses half characters: no other format could carry them. */
  static String unicode(String what, String text) throws UndecodableException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          throw undecodable(what + " has half of a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }

  private static double finite(String name, double value) throws UndecodableException {
    if (!Double.isFinite(value)) {
      throw undecodable("attribute '" + name + "' is too large for a double");
    }
    return value;
  }

  private static @Nullable Long whole(double value) {
    return value == Math.rint(value) ? (Long) (long) value : null;
  }

  private static @Nullable Long parsed(String text) {
    try {
      return Rfc3339.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static UndecodableException undecodable(String what) {
    return new UndecodableException(RejectReason.UNDECODABLE, "JSON: " + what);
  }
}

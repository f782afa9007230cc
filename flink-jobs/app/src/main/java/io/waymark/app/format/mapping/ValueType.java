package io.waymark.app.format.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.waymark.app.format.JsonTree;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an attribute's value is made, whatever JSON has it as. */
enum ValueType {
  STRING {
    @Override
    @Nullable Object of(JsonNode value) {
      return value.isBoolean() ? value.asText() : JsonTree.text(value);
    }
  },
  LONG {
    @Override
    @Nullable Object of(JsonNode value) {
      if (value.isTextual() && WHOLE.matcher(value.textValue()).matches()) {
        return Long.parseLong(value.textValue());
      }
      if (value.isIntegralNumber()) {
        return value.canConvertToLong() ? (Long) value.longValue() : null;
      }
      return DOUBLE.of(value) instanceof Double number
              && number == Math.rint(number)
              && Math.abs(number) < EXACT
          ? (Long) number.longValue()
          : null;
    }
  },
  DOUBLE {
    @Override
    @Nullable Object of(JsonNode value) {
      boolean written =
          value.isTextual() && value.textValue().length() < 40 && isNumber(value.textValue());
      if (!written && !value.isNumber()) {
        return null;
      }
      double number = written ? Double.parseDouble(value.textValue()) : value.doubleValue();
      return Double.isFinite(number) ? (Double) number : null;
    }
  },
  BOOLEAN {
    @Override
    @Nullable Object of(JsonNode value) {
      if (value instanceof BooleanNode told) {
        return told.booleanValue();
      }
      String text = JsonTree.text(value);
      return switch (text == null ? "" : text) {
        case "true", "True", "TRUE", "1" -> true;
        case "false", "False", "FALSE", "0" -> false;
        default -> null;
      };
    }
  };

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");

  /** Beyond this a double stands for more than one whole number. */
  private static final double EXACT = 0x1p53;

  /** The value as this type; null if it is none such. */
  abstract @Nullable Object of(JsonNode value);

  private static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }
}

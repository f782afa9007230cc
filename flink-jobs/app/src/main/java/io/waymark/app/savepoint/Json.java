package io.waymark.app.savepoint;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Values of states as JSON: all fields as they are; what has none to be seen, as text. */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Bytes are Base64, as is what an operator packs itself. */
  static JsonNode of(@Nullable Object value) {
    try {
      return MAPPER.valueToTree(value);
    } catch (IllegalArgumentException hasFieldsOfThePlatform) {
      return MAPPER.getNodeFactory().textNode(String.valueOf(value));
    }
  }

  /** A time in epoch milliseconds, as RFC 3339. */
  static JsonNode time(@Nullable Object millis) {
    return millis instanceof Long time && time != Long.MAX_VALUE && time != Long.MIN_VALUE
        ? MAPPER.getNodeFactory().textNode(Instant.ofEpochMilli(time).toString())
        : MAPPER.nullNode();
  }

  static JsonNode parse(byte[] text) throws IOException {
    return MAPPER.readTree(text);
  }
}

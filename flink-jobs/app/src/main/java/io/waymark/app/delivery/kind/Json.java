package io.waymark.app.delivery.kind;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.domain.delivery.Message;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON in and out. */
final class Json {
  static final String TYPE = "application/json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The trigger or alert of a message. */
  static ObjectNode data(Message message) {
    try {
      return (ObjectNode) MAPPER.readTree(message.body());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the body of " + message.id() + " is not JSON", e);
    }
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Maps, lists, texts, numbers and booleans. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(ObjectNode node) {
    return MAPPER.convertValue(node, Map.class);
  }

  /** The text of a field; null if there is none. */
  static @Nullable String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }

  static String text(JsonNode node, String field, String otherwise) {
    String text = text(node, field);
    return text == null ? otherwise : text;
  }
}

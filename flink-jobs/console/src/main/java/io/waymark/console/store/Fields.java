package io.waymark.console.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Fields of a message as columns take them. */
final class Fields {
  private Fields() {}

  static String text(ObjectNode node, String name) {
    return node.path(name).asText("");
  }

  static @Nullable String optional(ObjectNode node, String name) {
    JsonNode field = node.get(name);
    return field == null || field.isNull() ? null : field.asText();
  }

  /** Cut to what the column takes. */
  static @Nullable String optional(ObjectNode node, String name, int longest) {
    String text = optional(node, name);
    return text == null || text.length() <= longest ? text : text.substring(0, longest);
  }

  static @Nullable Double number(ObjectNode node, String name) {
    JsonNode field = node.get(name);
    return field == null || !field.isNumber() ? null : field.asDouble();
  }

  /** Milliseconds; 0 where there is none. */
  static long time(ObjectNode node, String name) {
    Long millis = Json.millis(optional(node, name));
    return millis == null ? 0 : millis;
  }
}

package io.waymark.app.format.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waymark.app.format.JsonTree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields of JSON whatever the case of their names: the same field comes as {@code agentInfo} and
 * {@code AgentInfo}, {@code queueArn} and {@code queueARN}.
 */
final class AnyCase {
  private AnyCase() {}

  /** The value at a path of names; a missing node if there is none. */
  static JsonNode at(JsonNode object, String... path) {
    JsonNode found = object;
    for (String name : path) {
      found = field(found, name);
    }
    return found;
  }

  /** The text at a path, as {@link JsonTree#text} reads it. */
  static @Nullable String text(JsonNode object, String... path) {
    return JsonTree.text(at(object, path));
  }

  private static JsonNode field(JsonNode object, String name) {
    JsonNode exact = object.path(name);
    if (!exact.isMissingNode()) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return MissingNode.getInstance();
  }
}

package io.waymark.app.format.snowplow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A self-describing JSON: data with the Iglu schema that it follows.
 *
 * @param key vendor and name of the schema, as {@code com.snowplowanalytics.snowplow/link_click}
 * @param data an object
 */
record Entity(String key, JsonNode data) {
  private static final Pattern IGLU = Pattern.compile("(?:iglu:)?([^/]+/[^/]+)/jsonschema/.+");

  /** What is described, or null if it is no self-describing JSON whose data is an object. */
  static @Nullable Entity of(JsonNode json) {
    Matcher schema = IGLU.matcher(json.path("schema").asText());
    JsonNode data = json.path("data");
    return schema.matches() && data.isObject() ? new Entity(schema.group(1), data) : null;
  }

  /** The entities of a column of contexts; what is not self-describing is passed over. */
  static List<Entity> all(@Nullable JsonNode contexts) {
    List<Entity> entities = new ArrayList<>();
    if (contexts != null) {
      for (JsonNode context : contexts.path("data")) {
        Entity entity = of(context);
        if (entity != null) {
          entities.add(entity);
        }
      }
    }
    return entities;
  }

  /** The schema's name without its vendor. */
  String name() {
    return key.substring(key.indexOf('/') + 1);
  }
}

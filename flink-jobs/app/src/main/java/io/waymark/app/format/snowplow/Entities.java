package io.waymark.app.format.snowplow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.ArrayList;
import java.util.List;

/** What was attached to an event, by the tracker and by enrichments. */
final class Entities {
  static final String SNOWPLOW = "com.snowplowanalytics.snowplow/";
  static final String MOBILE = "com.snowplowanalytics.mobile/";
  static final String ECOMMERCE = "com.snowplowanalytics.snowplow.ecommerce/";

  private final List<Entity> entities;

  private Entities(List<Entity> entities) {
    this.entities = entities;
  }

  static Entities of(EnrichedRow row) throws UndecodableException {
    List<Entity> entities = new ArrayList<>(Entity.all(row.json(Column.CONTEXTS)));
    entities.addAll(Entity.all(row.json(Column.DERIVED_CONTEXTS)));
    return new Entities(entities);
  }

  /** The data of the first entity of that vendor and name; a missing node if there is none. */
  JsonNode first(String key) {
    for (Entity entity : entities) {
      if (entity.key().equals(key)) {
        return entity.data();
      }
    }
    return MissingNode.getInstance();
  }

  /** The data of all entities of that vendor and name, in the order they were attached. */
  List<JsonNode> all(String key) {
    return entities.stream().filter(entity -> entity.key().equals(key)).map(Entity::data).toList();
  }
}

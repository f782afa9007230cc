package io.waymark.app.format.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.SnakeCase;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.RejectReason;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How things in JSON become events.
 *
 * @param each where the list of the things stands; null if the record is the one thing
 * @param when which of them are meant; null: all
 * @param fields of the event by name, but for type and time
 */
public record JsonMapping(
    @Nullable JsonPath each,
    @Nullable When when,
    Type type,
    Time time,
    Map<String, ValueSource> fields,
    Map<String, ValueSource> attributes) {

  /** Things that have one of these texts there. */
  record When(JsonPath field, Set<String> in) {}

  /**
   * Where the type comes from.
   *
   * @param map types by their name there
   */
  record Type(ValueSource name, Map<String, String> map, Otherwise otherwise) {}

  /** What a type becomes that is not in the map. */
  enum Otherwise {
    KEEP,
    SNAKE_CASE,
    DROP
  }

  /** Where the time stands, and how it is written. */
  record Time(JsonPath field, TimeFormat format) {}

  /** The event that a thing is; null if it is not meant. */
  @Nullable Event event(JsonNode record, JsonNode thing) throws UndecodableException {
    if (when != null && !isMeant(when, record, thing)) {
      return null;
    }
    String name = type.name.text(record, thing);
    String typeName = name == null ? null : typeOf(name);
    if (name != null && typeName == null) {
      return null;
    }
    Long at = time.format.read(time.field.find(record, thing));
    if (at == null) {
      throw new UndecodableException(RejectReason.NO_TIME, trouble(record, thing));
    }
    EventDraft draft =
        new EventDraft()
            .id(field("event_id", record, thing))
            .type(typeName)
            .time(at)
            .customer(field("customer_id", record, thing))
            .anonymous(field("anonymous_id", record, thing))
            .session(field("session_id", record, thing))
            .channel(field("channel", record, thing))
            .touchpoint(field("touchpoint", record, thing));
    attributes.forEach((key, source) -> source.attribute(key, record, thing, draft));
    return draft.admit();
  }

  private static boolean isMeant(When when, JsonNode record, JsonNode thing) {
    JsonNode value = when.field.find(record, thing);
    String text = value.isBoolean() ? value.asText() : JsonTree.text(value);
    return text != null && when.in.contains(text);
  }

  /** Null if it is to be dropped. */
  private @Nullable String typeOf(String name) {
    String mapped = type.map.get(name);
    if (mapped != null) {
      return mapped;
    }
    return switch (type.otherwise) {
      case KEEP -> name;
      case SNAKE_CASE -> SnakeCase.of(name);
      case DROP -> null;
    };
  }

  private @Nullable String field(String name, JsonNode record, JsonNode thing) {
    ValueSource source = fields.get(name);
    return source == null ? null : source.text(record, thing);
  }

  private String trouble(JsonNode record, JsonNode thing) {
    JsonNode value = time.field.find(record, thing);
    boolean missing = value.isMissingNode() || value.isNull();
    return time.field.text() + (missing ? " is missing" : " is not written as the mapping says");
  }
}

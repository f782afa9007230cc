package io.waymark.app.format.cloudevents;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.format.EventDraft;
import io.waymark.app.format.JsonTree;
import io.waymark.app.format.OpenAttributes;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.UndecodableException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a CloudEvent is to us. */
final class CloudEventMapping {
  /** What data may have that is no attribute. */
  private static final Set<String> FIELDS =
      Set.of("customer_id", "anonymous_id", "session_id", "channel", "touchpoint");

  private CloudEventMapping() {}

  /**
   * @param appended the record's Kafka time, which stands in for an event's that tells none
   */
  static Event event(CloudEvent cloudEvent, @Nullable Long appended) throws UndecodableException {
    JsonNode data = cloudEvent.data();
    EventDraft draft = new EventDraft();
    String source = cloudEvent.required("source");
    draft.attribute("source", source);
    fromContext(cloudEvent, source, draft);
    String type = JsonTree.text(data, "event_type");
    if (type == null) {
      time(cloudEvent, appended, draft);
      addAttributes(draft, data);
    } else {
      fromInteraction(cloudEvent, data, type, appended, draft);
    }
    return draft
        .session(either(data, "session_id", cloudEvent, "sessionid"))
        .channel(either(data, "channel", cloudEvent, "channel"))
        .touchpoint(either(data, "touchpoint", cloudEvent, "touchpoint"))
        .admit();
  }

  private static void fromContext(CloudEvent cloudEvent, String source, EventDraft draft) {
    String id = cloudEvent.attribute("id");
    // Ids are unique within a source only. No source has a blank: it is a URI reference.
    draft.id(id == null ? null : source + " " + id);
    String type = cloudEvent.attribute("type");
    draft.type(type == null ? null : EventTypeName.of(type));
    JsonNode data = cloudEvent.data();
    String customer = either(data, "customer_id", cloudEvent, "customerid");
    String anonymous = either(data, "anonymous_id", cloudEvent, "anonymousid");
    boolean nobody = customer == null && anonymous == null;
    draft.customer(nobody ? cloudEvent.attribute("subject") : customer).anonymous(anonymous);
  }

  /** Data that is an interaction of our own; the context only stands in for what it leaves out. */
  private static void fromInteraction(
      CloudEvent cloudEvent,
      JsonNode data,
      String type,
      @Nullable Long appended,
      EventDraft draft) {
    draft.type(type);
    String id = JsonTree.text(data, "event_id");
    if (id != null) {
      draft.id(id);
    }
    JsonNode time = data.path("event_time");
    if (time.isIntegralNumber() && time.canConvertToLong()) {
      draft.time(time.longValue());
    } else if (time.isMissingNode() || time.isNull()) {
      time(cloudEvent, appended, draft);
    } else {
      draft.time("event_time", time.asText());
    }
    JsonNode attributes = data.path("attributes");
    attributes.properties().forEach(a -> draft.attribute(a.getKey(), a.getValue()));
  }

  private static void time(CloudEvent cloudEvent, @Nullable Long appended, EventDraft draft) {
    String time = cloudEvent.attribute("time");
    if (time == null && appended != null) {
      draft.time(appended);
    } else {
      draft.time("time", time);
    }
  }

  private static void addAttributes(EventDraft draft, JsonNode data) {
    if (data.isObject()) {
      data.properties().stream()
          .filter(field -> !FIELDS.contains(field.getKey()))
          .forEach(field -> OpenAttributes.take(draft, field.getKey(), field.getValue()));
    } else {
      draft.attribute("data", JsonTree.scalar(data));
    }
  }

  private static @Nullable String either(
      JsonNode data, String field, CloudEvent cloudEvent, String attribute) {
    String told = JsonTree.text(data, field);
    return told != null ? told : cloudEvent.attribute(attribute);
  }
}

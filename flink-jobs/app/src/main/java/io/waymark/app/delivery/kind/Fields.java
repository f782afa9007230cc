package io.waymark.app.delivery.kind;

import io.waymark.domain.delivery.Message;
import java.util.Map;

/** What templates can name. */
final class Fields {
  private Fields() {}

  /** The fields of the trigger or alert, and {@code message_id} and {@code message_type}. */
  static Map<String, Object> of(Message message) {
    Map<String, Object> fields = Json.map(Json.data(message));
    fields.put("message_id", message.id());
    fields.put("message_type", message.type());
    return fields;
  }
}

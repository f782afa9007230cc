package io.waymark.app.delivery.kind;

import io.waymark.domain.delivery.Message;
import java.util.Map;

/** What templates can name. */
final class Fields {
  private static final String CUSTOMERS = "customers";
  private static final String RECENT = "recent";

  private Fields() {}

  /** The fields of the trigger or alert, and {@code message_id} and {@code message_type}. */
  static Map<String, Object> of(Message message) {
    Map<String, Object> fields = Json.map(Json.data(message));
    fields.put("message_id", message.id());
    fields.put("message_type", message.type());
    return fields;
  }

  /**
   * The same for people, without the numbers of customers if those are 0: an alert of figures, or
   * of many others, does not know of any.
   */
  static Map<String, Object> forPeople(Message message) {
    Map<String, Object> fields = of(message);
    if (fields.get(CUSTOMERS) instanceof Number customers && customers.longValue() == 0) {
      fields.remove(CUSTOMERS);
      fields.remove(RECENT);
    }
    return fields;
  }
}

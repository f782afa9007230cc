package io.waymark.catalogue.expression;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelVariableResolver;
import io.waymark.domain.event.Event;
import io.waymark.domain.rule.CustomerView;
import io.waymark.domain.rule.JourneyField;
import io.waymark.domain.rule.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A scope as the CEL library sees it. Values are made when they are asked for. */
record Variables(Scope scope) implements CelVariableResolver {

  @Override
  public Optional<Object> find(String name) {
    return switch (name) {
      case "attr" -> Optional.of(present(scope.event().attributes()));
      case "event" -> Optional.of(fields(scope.event()));
      case "journey" -> Optional.of(fields(scope.customer()));
      case "profile" -> Optional.of(present(scope.customer().profile()));
      case "prev" -> Optional.ofNullable(scope.previous()).map(Variables::withAttributes);
      default -> Optional.empty();
    };
  }

  private static Map<String, Object> withAttributes(Event event) {
    var fields = fields(event);
    fields.put("attr", present(event.attributes()));
    return fields;
  }

  private static Map<String, Object> fields(Event event) {
    Map<String, Object> fields = new HashMap<>();
    fields.put("event_id", event.id());
    fields.put("event_type", event.type());
    fields.put("event_time", Instant.ofEpochMilli(event.time()));
    put(fields, "customer_id", event.customerId());
    put(fields, "anonymous_id", event.anonymousId());
    put(fields, "session_id", event.sessionId());
    put(fields, "channel", event.channel());
    put(fields, "touchpoint", event.touchpoint());
    return fields;
  }

  private static Map<String, Object> fields(CustomerView customer) {
    Map<String, Object> fields = new HashMap<>();
    for (JourneyField field : JourneyField.values()) {
      put(fields, field.fieldName(), customer.journey(field));
    }
    fields.put("consent", customer.consents());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
  }

  /** The library has a null of its own. */
  private static Map<String, Object> present(Map<String, @Nullable Object> values) {
    Map<String, Object> present = new HashMap<>(values.size() * 2);
    values.forEach(
        (name, value) -> present.put(name, value == null ? NullValue.NULL_VALUE : value));
    return present;
  }
}

package io.waymark.domain.identity;

import static io.waymark.domain.Stories.*;

import io.waymark.domain.EventLine;
import io.waymark.domain.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines of stories about one device, {@code d1}. */
final class DeviceLines {
  private DeviceLines() {}

  static EventLine device(String when, String type) {
    return event(when, type).anonymous("d1");
  }

  static EventLine cart(String when, String id) {
    return device(when, "add_to_cart").with("cart_id", id);
  }

  static EventLine identify(String when, String customer) {
    return event(when, "identify").anonymous("d1").of(customer);
  }

  static EventLine alias(String when, String customer) {
    return event(when, "alias").of(customer).with("previous_id", "d1");
  }

  static EventLine logout(String when, String customer) {
    return event(when, "logout").anonymous("d1").of(customer);
  }

  static Event told(
      String type,
      long time,
      String customer,
      @Nullable String device,
      Map<String, Object> attributes) {
    return new Event(
        type + time + customer,
        type,
        time,
        customer,
        device,
        null,
        null,
        null,
        attributes(attributes));
  }

  private static Map<String, @Nullable Object> attributes(Map<String, Object> values) {
    return new LinkedHashMap<>(values);
  }
}

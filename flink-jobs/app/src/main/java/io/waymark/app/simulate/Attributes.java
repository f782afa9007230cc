package io.waymark.app.simulate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one event, in the order in which they were named, so that logs are repeatable.
 */
final class Attributes {
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  private Attributes() {}

  static Attributes none() {
    return new Attributes();
  }

  static Attributes with(String name, Object value) {
    return none().and(name, value);
  }

  /** Whole numbers as {@link Long}, others as {@link Double}. */
  Attributes and(String name, Object value) {
    values.put(name, value);
    return this;
  }

  Map<String, @Nullable Object> map() {
    return Collections.unmodifiableMap(values);
  }
}

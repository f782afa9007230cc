package io.waymark.domain.journey;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of a customer from {@code profile_updated} events: tier, segment, locale, ... */
final class Profile {
  private static final int MOST = 32;
  private static final int LONGEST = 100;

  /** Most customers have none. */
  private Map<String, @Nullable Object> values = Map.of();

  Map<String, @Nullable Object> values() {
    return Collections.unmodifiableMap(values);
  }

  /**
   * Takes values over; null removes one.
   *
   * @param late whether they may be older than what is known, and only fill what is missing
   */
  void take(Map<String, @Nullable Object> updated, boolean late) {
    updated.forEach(
        (name, value) -> {
          if (late) {
            if (value != null && !values.containsKey(name)) {
              put(name, value);
            }
          } else if (value == null) {
            remove(name);
          } else {
            put(name, value);
          }
        });
  }

  private void remove(String name) {
    if (!values.isEmpty()) {
      values.remove(name);
    }
  }

  private void put(String name, Object value) {
    boolean fits = name.length() <= LONGEST && !(value instanceof String s && s.length() > LONGEST);
    if (fits && (values.size() < MOST || values.containsKey(name))) {
      keep(name, value);
    }
  }

  private void keep(String name, @Nullable Object value) {
    if (values.isEmpty()) {
      values = new TreeMap<>();
    }
    values.put(name, value);
  }

  void merge(Profile other) {
    take(other.values, true);
  }

  void write(StateWriter out) {
    out.count(values.size());
    values.forEach(
        (name, value) -> {
          out.string(name);
          out.scalar(value);
        });
  }

  void read(StateReader in) {
    for (int left = in.count(); left > 0; left--) {
      keep(in.requiredString(), in.scalar());
    }
  }
}

package io.waymark.domain.friction;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.event.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of a rule's {@code per}, in its order and canonical form: what tells instances apart.
 */
record InstanceKey(List<Object> values) {
  static final InstanceKey SOLE = new InstanceKey(List.of());

  /** The instance that an event belongs to, or null if it lacks one of the values. */
  static @Nullable InstanceKey of(List<String> per, Event event) {
    if (per.isEmpty()) {
      return SOLE;
    }
    List<Object> values = new ArrayList<>(per.size());
    for (int i = 0; i < per.size(); i++) {
      Object value = event.named(per.get(i));
      if (value == null) {
        return null;
      }
      values.add(Scalar.canonical(value));
    }
    return new InstanceKey(values);
  }

  Map<String, Object> named(List<String> per) {
    if (per.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < per.size(); i++) {
      named.put(per.get(i), values.get(i));
    }
    return named;
  }

  void write(StateWriter out) {
    for (Object value : values) {
      out.scalar(value);
    }
  }

  static InstanceKey read(StateReader in, int size) {
    List<Object> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(Objects.requireNonNull(in.scalar()));
    }
    return size == 0 ? SOLE : new InstanceKey(values);
  }
}

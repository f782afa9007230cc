package io.waymark.domain.friction;

import io.waymark.domain.codec.StateReader;
import io.waymark.domain.codec.StateWriter;
import io.waymark.domain.event.Event;
import io.waymark.domain.event.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of a rule's {@code per}, in its order and canonical form: what tells instances apart.
 * Known by its bytes, which are equal exactly when the values are, so that an instance can be found
 * without reading it.
 */
final class InstanceKey {
  static final InstanceKey SOLE = new InstanceKey(new byte[0]);

  /** Stands for an event that belongs to no instance; equal to no key. */
  static final InstanceKey LACKING = new InstanceKey(new byte[] {0});

  private final byte[] bytes;

  private InstanceKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The instance that an event belongs to, or null if it lacks one of the values. */
  static @Nullable InstanceKey of(List<String> per, Event event) {
    if (per.isEmpty()) {
      return SOLE;
    }
    if (event.named(per.get(0)) == null) {
      return null;
    }
    StateWriter out = StateWriter.ofPart();
    for (int i = 0; i < per.size(); i++) {
      Object value = event.named(per.get(i));
      if (value == null) {
        return null;
      }
      out.scalar(Scalar.canonical(value));
    }
    return new InstanceKey(out.toPart());
  }

  List<Object> values() {
    List<Object> values = new ArrayList<>();
    StateReader in = StateReader.ofPart(bytes);
    while (in.left() > 0) {
      values.add(Objects.requireNonNull(in.scalar()));
    }
    return values;
  }

  Map<String, Object> named(List<String> per) {
    if (per.isEmpty()) {
      return Map.of();
    }
    List<Object> values = values();
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < per.size(); i++) {
      named.put(per.get(i), values.get(i));
    }
    return named;
  }

  void write(StateWriter out) {
    out.raw(bytes);
  }

  /** Reads a key if it is this one; else the reader stays where it is. */
  boolean isNext(StateReader in) {
    return in.skipRaw(bytes);
  }

  static InstanceKey read(StateReader in) {
    byte[] bytes = in.rawBytes();
    return bytes.length == 0 ? SOLE : new InstanceKey(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InstanceKey key && Arrays.equals(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}

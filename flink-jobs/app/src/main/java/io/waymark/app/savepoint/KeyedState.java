package io.waymark.app.savepoint;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.runtime.state.CompositeKeySerializationUtils;
import org.apache.flink.runtime.state.ListDelimitedSerializer;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonOptionsKeys;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.apache.flink.runtime.state.ttl.TtlValue;
import org.apache.flink.streaming.api.operators.TimerHeapInternalTimer;
import org.jspecify.annotations.Nullable;

/**
 * A keyed state, as the savepoint itself describes it: with the serializers that it names.
 *
 * @param prefix bytes of the key group in front of each key
 * @param values of a value, of a list, of a map or of a timer, by kind
 */
record KeyedState(
    String name,
    Kind kind,
    int prefix,
    TypeSerializer<Object> keys,
    TypeSerializer<Object> namespaces,
    TypeSerializer<Object> values) {

  enum Kind {
    VALUE,
    LIST,
    MAP,
    TIMERS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One entry.
   *
   * @param item the key within a map; null of another kind
   * @param value the value, the whole list, what the map has, or the time of a timer
   */
  record Entry(@Nullable Object item, @Nullable Object value) {}

  /**
   * Takes the description.
   *
   * @throws IllegalStateException if a serializer is not known to this release
   */
  static KeyedState of(
      StateMetaInfoSnapshot described, TypeSerializer<Object> keys, int maxParallelism) {
    boolean timers = described.getBackendStateType() == BackendStateType.PRIORITY_QUEUE;
    return new KeyedState(
        described.getName(),
        timers ? Kind.TIMERS : kind(described),
        CompositeKeySerializationUtils.computeRequiredBytesInKeyGroupPrefix(maxParallelism),
        keys,
        timers
            ? unchecked(VoidNamespaceSerializer.INSTANCE)
            : serializer(described, CommonSerializerKeys.NAMESPACE_SERIALIZER),
        serializer(described, CommonSerializerKeys.VALUE_SERIALIZER));
  }

  private static Kind kind(StateMetaInfoSnapshot described) {
    return switch (String.valueOf(described.getOption(CommonOptionsKeys.KEYED_STATE_TYPE))) {
      case "LIST" -> Kind.LIST;
      case "MAP" -> Kind.MAP;
      default -> Kind.VALUE;
    };
  }

  private static TypeSerializer<Object> serializer(
      StateMetaInfoSnapshot described, CommonSerializerKeys which) {
    TypeSerializerSnapshot<?> snapshot =
        Objects.requireNonNull(described.getTypeSerializerSnapshot(which), described.getName());
    return unchecked(snapshot.restoreSerializer());
  }

  @SuppressWarnings("unchecked")
  static TypeSerializer<Object> unchecked(TypeSerializer<?> serializer) {
    return (TypeSerializer<Object>) serializer;
  }

  /** Where the key ends in the first part of an entry: of one key all are alike up to there. */
  int keyEnd(byte[] first) throws IOException {
    if (kind == Kind.TIMERS) {
      return first.length;
    }
    DataInputDeserializer in = new DataInputDeserializer(first, prefix, first.length - prefix);
    CompositeKeySerializationUtils.readKey(keys, in, isAmbiguous());
    return in.getPosition();
  }

  /** Whether an entry is of this key, by its first part. */
  boolean isOf(Object key, byte[] first) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(first, prefix, first.length - prefix);
    Object its =
        kind == Kind.TIMERS
            ? ((TimerHeapInternalTimer<?, ?>) values.deserialize(in)).getKey()
            : CompositeKeySerializationUtils.readKey(keys, in, isAmbiguous());
    return key.equals(its);
  }

  /** Reads an entry of two parts. */
  Entry read(byte[] first, byte[] second) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(first, prefix, first.length - prefix);
    if (kind == Kind.TIMERS) {
      TimerHeapInternalTimer<?, ?> timer = (TimerHeapInternalTimer<?, ?>) values.deserialize(in);
      return new Entry(null, timer.getTimestamp());
    }
    CompositeKeySerializationUtils.readKey(keys, in, isAmbiguous());
    CompositeKeySerializationUtils.readNamespace(namespaces, in, isAmbiguous());
    return switch (kind) {
      case MAP -> entryOfMap(in, new DataInputDeserializer(second));
      case LIST -> new Entry(null, list(second));
      default -> new Entry(null, plain(values.deserialize(new DataInputDeserializer(second))));
    };
  }

  private Entry entryOfMap(DataInputDeserializer item, DataInputDeserializer value)
      throws IOException {
    MapSerializer<?, ?> map = (MapSerializer<?, ?>) (TypeSerializer<?>) values;
    Object within = map.getKeySerializer().deserialize(item);
    boolean isNull = value.readBoolean();
    return new Entry(within, isNull ? null : plain(map.getValueSerializer().deserialize(value)));
  }

  private List<?> list(byte[] elements) throws IOException {
    ListSerializer<?> list = (ListSerializer<?>) (TypeSerializer<?>) values;
    return new ListDelimitedSerializer()
        .deserializeList(elements, unchecked(list.getElementSerializer())).stream()
            .map(KeyedState::plain)
            .toList();
  }

  /** Without the time at which it was written, of a state that has a time to live. */
  private static Object plain(Object value) {
    return value instanceof TtlValue<?> timed ? timed.getUserValue() : value;
  }

  private boolean isAmbiguous() {
    return CompositeKeySerializationUtils.isAmbiguousKeyPossible(keys, namespaces);
  }
}

package io.waymark.app.savepoint;

import io.waymark.app.run.CannotRun;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.StateSerializerProvider;
import org.apache.flink.runtime.state.restore.FullSnapshotRestoreOperation;
import org.apache.flink.runtime.state.restore.KeyGroup;
import org.apache.flink.runtime.state.restore.KeyGroupEntry;
import org.apache.flink.runtime.state.restore.SavepointRestoreResult;
import org.apache.flink.runtime.state.restore.ThrowingIterator;
import org.apache.flink.util.StateMigrationException;

/**
 * Reads the keyed state of an operator in one pass, at the cost of the key groups asked for and in
 * the memory of one entry. All use of Flink's internal reader of savepoints stays here and in
 * {@link KeyedState}.
 */
final class KeyedStates {
  private static final ClassLoader CLASSES = KeyedStates.class.getClassLoader();

  private KeyedStates() {}

  /** Is shown what there is. */
  interface Visitor {
    /** A state of the operator; comes again with each subtask that had it, before its entries. */
    default void state(KeyedState state) {}

    /**
     * An entry of it; those of one key group and one key follow one another.
     *
     * @param first key group, key and, in a map, its item
     * @param second the value
     */
    void entry(KeyedState state, int keyGroup, byte[] first, byte[] second) throws IOException;
  }

  /** Shows all of it. */
  static void read(SavedOperator operator, Visitor visitor) throws CannotRun {
    read(operator, KeyGroupRange.of(0, operator.maxParallelism() - 1), visitor);
  }

  /** Shows one key group. */
  static void read(SavedOperator operator, int keyGroup, Visitor visitor) throws CannotRun {
    read(operator, KeyGroupRange.of(keyGroup, keyGroup), visitor);
  }

  /**
   * Reads what the savepoint says of the states, and none of them.
   *
   * @throws CannotRun if this release does not know how one of them was written
   */
  static void describe(SavedOperator operator) throws CannotRun {
    for (KeyGroupsStateHandle handle : operator.keyed()) {
      try {
        KeyedBackendSerializationProxy<Object> described = description(handle);
        TypeSerializer<Object> keys = described.getKeySerializerSnapshot().restoreSerializer();
        described
            .getStateMetaInfoSnapshots()
            .forEach(state -> KeyedState.of(state, keys, operator.maxParallelism()));
      } catch (IOException | IllegalStateException e) {
        throw unreadable(operator, e);
      }
    }
  }

  private static void read(SavedOperator operator, KeyGroupRange groups, Visitor visitor)
      throws CannotRun {
    for (KeyGroupsStateHandle handle : operator.keyed()) {
      KeyGroupsStateHandle part = handle.getIntersection(groups);
      if (part != null) {
        try {
          read(part, groups, operator.maxParallelism(), visitor);
        } catch (IOException | StateMigrationException | IllegalStateException e) {
          throw unreadable(operator, e);
        }
      }
    }
  }

  private static CannotRun unreadable(SavedOperator operator, Exception why) {
    return new CannotRun(
        "state of operator %s can't be read by this release: %s"
            .formatted(operator.uid(), why.getMessage()),
        why);
  }

  private static void read(
      KeyGroupsStateHandle part, KeyGroupRange groups, int maxParallelism, Visitor visitor)
      throws IOException, StateMigrationException {
    // The reader wants to be told how keys are written, which the savepoint says itself.
    TypeSerializer<Object> keys = description(part).getKeySerializerSnapshot().restoreSerializer();
    FullSnapshotRestoreOperation<Object> restore =
        new FullSnapshotRestoreOperation<>(
            groups,
            CLASSES,
            List.of(part),
            StateSerializerProvider.fromNewRegisteredSerializer(keys));
    try (ThrowingIterator<SavepointRestoreResult> results = restore.restore()) {
      while (results.hasNext()) {
        SavepointRestoreResult result = results.next();
        List<KeyedState> states =
            result.getStateMetaInfoSnapshots().stream()
                .map(described -> KeyedState.of(described, keys, maxParallelism))
                .toList();
        states.forEach(visitor::state);
        try (ThrowingIterator<KeyGroup> all = result.getRestoredKeyGroups()) {
          while (all.hasNext()) {
            show(all.next(), states, visitor);
          }
        }
      }
    }
  }

  private static void show(KeyGroup group, List<KeyedState> states, Visitor visitor)
      throws IOException, StateMigrationException {
    try (ThrowingIterator<KeyGroupEntry> entries = group.getKeyGroupEntries()) {
      while (entries.hasNext()) {
        KeyGroupEntry entry = entries.next();
        visitor.entry(
            states.get(entry.getKvStateId()),
            group.getKeyGroupId(),
            entry.getKey(),
            entry.getValue());
      }
    }
  }

  private static KeyedBackendSerializationProxy<Object> description(KeyGroupsStateHandle part)
      throws IOException {
    KeyedBackendSerializationProxy<Object> description =
        new KeyedBackendSerializationProxy<>(CLASSES);
    try (FSDataInputStream in = part.openInputStream()) {
      description.read(new DataInputViewStreamWrapper(in));
    }
    return description;
  }
}

package io.waymark.app.savepoint;

import io.waymark.app.run.CannotRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle.StateMetaInfo;
import org.jspecify.annotations.Nullable;

/** Measures the states of an operator: each byte of the savepoint is read once. */
public final class StateSizes {
  private StateSizes() {}

  /** The sizes of all its states, by name; those with keys first. */
  public static List<StateSize> of(SavedOperator operator) throws CannotRun {
    List<StateSize> sizes = new ArrayList<>(keyed(operator));
    sizes.addAll(withoutKeys(operator));
    if (operator.coordinatorBytes() > 0) {
      sizes.add(
          new StateSize(
              operator.uid(), "-", "coordinator", 0, 1, operator.coordinatorBytes(), 0, 0, 0));
    }
    return sizes;
  }

  private static List<StateSize> keyed(SavedOperator operator) throws CannotRun {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    KeyedStates.read(
        operator,
        new KeyedStates.Visitor() {
          @Override
          public void state(KeyedState state) {
            tallies.computeIfAbsent(state.name(), name -> new Tally(state, operator)).begin();
          }

          @Override
          public void entry(KeyedState state, int keyGroup, byte[] first, byte[] second)
              throws IOException {
            Tally tally = tallies.get(state.name());
            if (tally == null) {
              throw new IllegalStateException("an entry of a state that was not told of");
            }
            tally.add(keyGroup, first, second);
          }
        });
    return tallies.values().stream().map(Tally::size).toList();
  }

  private static final class Tally {
    private final KeyedState state;
    private final SavedOperator operator;
    private final long[] bytesByGroup;
    private long keys;
    private long entries;
    private byte @Nullable [] lastKey;

    Tally(KeyedState state, SavedOperator operator) {
      this.state = state;
      this.operator = operator;
      this.bytesByGroup = new long[operator.maxParallelism()];
    }

    void begin() {
      lastKey = null;
    }

    void add(int keyGroup, byte[] first, byte[] second) throws IOException {
      entries++;
      bytesByGroup[keyGroup] += first.length + second.length;
      int end = state.keyEnd(first);
      byte[] last = lastKey;
      if (last == null || !Arrays.equals(last, 0, last.length, first, 0, end)) {
        keys++;
        lastKey = Arrays.copyOf(first, end);
      }
    }

    StateSize size() {
      return new StateSize(
          operator.uid(),
          state.name(),
          state.kind().word(),
          keys,
          entries,
          Arrays.stream(bytesByGroup).sum(),
          (int) Arrays.stream(bytesByGroup).filter(bytes -> bytes > 0).count(),
          Arrays.stream(bytesByGroup).max().orElse(0),
          operator.maxParallelism());
    }
  }

  private static List<StateSize> withoutKeys(SavedOperator operator) {
    Map<String, StateSize> sizes = new LinkedHashMap<>();
    for (OperatorStateHandle handle : operator.withoutKeys()) {
      Map<String, StateMetaInfo> states = handle.getStateNameToPartitionOffsets();
      long[] starts =
          states.values().stream()
              .flatMapToLong(state -> Arrays.stream(state.getOffsets()))
              .sorted()
              .toArray();
      states.forEach(
          (name, state) ->
              sizes.merge(
                  name,
                  new StateSize(
                      operator.uid(),
                      name,
                      mode(state),
                      0,
                      state.getOffsets().length,
                      bytes(state, starts, handle.getStateSize()),
                      0,
                      0,
                      0),
                  StateSizes::sum));
    }
    return List.copyOf(sizes.values());
  }

  private static StateSize sum(StateSize one, StateSize other) {
    return new StateSize(
        one.operator(),
        one.state(),
        one.kind(),
        0,
        one.entries() + other.entries(),
        one.bytes() + other.bytes(),
        0,
        0,
        0);
  }

  private static String mode(StateMetaInfo state) {
    return switch (state.getDistributionMode()) {
      case SPLIT_DISTRIBUTE -> "split";
      default -> state.getDistributionMode().name().toLowerCase(Locale.ROOT);
    };
  }

  /** Each part lasts up to where the next begins, whichever state that is of. */
  private static long bytes(StateMetaInfo state, long[] starts, long end) {
    long sum = 0;
    for (long start : state.getOffsets()) {
      int next = Arrays.binarySearch(starts, start) + 1;
      sum += (next < starts.length ? starts[next] : end) - start;
    }
    return sum;
  }
}

package io.waymark.app.savepoint;

import io.waymark.app.run.CannotRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;

/** What a savepoint has of one operator, all its subtasks together. */
public record SavedOperator(OperatorState state) {

  /** Its uid; its id if it was given none. */
  public String uid() {
    return state
        .getOperatorUid()
        .filter(uid -> !uid.isEmpty())
        .orElse(state.getOperatorID().toHexString());
  }

  /** What a job finds it by. */
  public OperatorID id() {
    return state.getOperatorID();
  }

  public int maxParallelism() {
    return state.getMaxParallelism();
  }

  /** Whether a job without this operator would lose anything. */
  public boolean hasState() {
    return state.getNumberCollectedStates() > 0;
  }

  public long bytes() {
    return state.getStateSize();
  }

  /** Bytes of what its coordinator keeps: of a source, who reads what. */
  long coordinatorBytes() {
    return state.getCoordinatorState() == null ? 0 : state.getCoordinatorState().getStateSize();
  }

  /**
   * Its keyed state, by subtask.
   *
   * @throws CannotRun if it is not in the canonical format
   */
  List<KeyGroupsSavepointStateHandle> keyed() throws CannotRun {
    List<KeyGroupsSavepointStateHandle> canonical = new ArrayList<>();
    for (OperatorSubtaskState subtask : state.getStates()) {
      for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
        if (!(handle instanceof KeyGroupsSavepointStateHandle known)) {
          throw new CannotRun(
              "state of operator %s is in a state backend's own format, as in a checkpoint or a native savepoint: take a canonical savepoint"
                  .formatted(uid()));
        }
        canonical.add(known);
      }
    }
    return canonical;
  }

  /** Its state that has no keys, by subtask. */
  List<OperatorStateHandle> withoutKeys() {
    List<OperatorStateHandle> all = new ArrayList<>();
    for (OperatorSubtaskState subtask : state.getStates()) {
      all.addAll(subtask.getManagedOperatorState());
    }
    return all;
  }

  /** That of one subtask which has a state of this name; for what all subtasks have alike. */
  Optional<OperatorStateHandle> withoutKeys(String name) {
    return withoutKeys().stream()
        .filter(handle -> handle.getStateNameToPartitionOffsets().containsKey(name))
        .findFirst();
  }
}

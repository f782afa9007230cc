package io.waymark.pipeline.journey;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.jspecify.annotations.Nullable;

/**
 * The key groups of a subtask: what moves together when a job is rescaled. Each has a key that
 * stands for all of it, under which keyed state can keep what belongs to no single customer.
 */
final class KeyGroups {
  private final KeyGroupRange range;
  private final int maxParallelism;
  private final List<String> keys;

  private KeyGroups(KeyGroupRange range, int maxParallelism) {
    this.range = range;
    this.maxParallelism = maxParallelism;
    this.keys = keys();
  }

  static KeyGroups of(TaskInfo subtask) {
    int maxParallelism = subtask.getMaxNumberOfParallelSubtasks();
    return new KeyGroups(
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
            maxParallelism, subtask.getNumberOfParallelSubtasks(), subtask.getIndexOfThisSubtask()),
        maxParallelism);
  }

  /** The first numbers that fall into each: the same ones wherever and whenever it is asked. */
  private List<String> keys() {
    @Nullable String[] found = new String[range.getNumberOfKeyGroups()];
    for (int number = 0, missing = found.length; missing > 0; number++) {
      String key = Integer.toString(number);
      int group = of(key);
      if (range.contains(group) && found[group - range.getStartKeyGroup()] == null) {
        found[group - range.getStartKeyGroup()] = key;
        missing--;
      }
    }
    List<String> all = new ArrayList<>();
    for (String key : found) {
      all.add(Objects.requireNonNull(key));
    }
    return all;
  }

  int of(String key) {
    return KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism);
  }

  /** The key that stands for one of the subtask's groups. */
  String key(int group) {
    return keys.get(group - range.getStartKeyGroup());
  }

  /** The subtask's. */
  Iterable<Integer> all() {
    return IntStream.rangeClosed(range.getStartKeyGroup(), range.getEndKeyGroup()).boxed()
        ::iterator;
  }
}

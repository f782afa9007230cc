package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.TaskInfoImpl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyGroupsTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "720, 1", "720, 2", "720, 7", "32768, 3"})
  void eachGroupHasAKeyThatFallsIntoItWhoeverLooksAfterIt(int maxParallelism, int parallelism) {
    Map<Integer, String> keys = new HashMap<>();
    for (int i = 0; i < parallelism; i++) {
      KeyGroups groups = KeyGroups.of(subtask(maxParallelism, parallelism, i));
      for (int group : groups.all()) {
        assertThat(groups.of(groups.key(group))).isEqualTo(group);
        assertThat(keys.put(group, groups.key(group))).isNull();
      }
    }
    assertThat(keys).hasSize(maxParallelism);
    KeyGroups alone = KeyGroups.of(subtask(maxParallelism, 1, 0));
    keys.forEach((group, key) -> assertThat(alone.key(group)).isEqualTo(key));
  }

  private static TaskInfo subtask(int maxParallelism, int parallelism, int index) {
    return new TaskInfoImpl("journeys", maxParallelism, index, parallelism, 0);
  }
}

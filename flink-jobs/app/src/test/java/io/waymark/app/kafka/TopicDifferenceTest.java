package io.waymark.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.kafka.Topics.Topic;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopicDifferenceTest {
  private static final Map<String, String> KEPT = Map.of("cleanup.policy", "delete");
  private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

  @Test
  void whatIsAskedForIsComparedAndNothingElse() {
    Topic wanted =
        new Topic("t", 4, Map.of("cleanup.policy", "compact,delete", "retention.ms", "7"));
    Topic found =
        new Topic(
            "t",
            4,
            Map.of("cleanup.policy", "delete, compact", "retention.ms", "8", "segment.bytes", "9"));

    assertThat(TopicDifference.between(wanted, found))
        .containsExactly(new TopicDifference.Setting("t", "retention.ms", "8", "7"));
    assertThat(TopicDifference.between(found, found)).isEmpty();
  }

  @Test
  void partitionsAreAddedWhereNoKeyLeavesAnythingBehind() {
    assertThat(TopicDifference.between(new Topic("t", 4, KEPT), new Topic("t", 2, KEPT)))
        .singleElement()
        .satisfies(
            more -> {
              assertThat(more.said()).isEqualTo("topic t has 2 partitions, should have 4");
              assertThat(more.obstacle()).isEmpty();
            });
    assertThat(TopicDifference.between(new Topic("t", 4, COMPACTED), new Topic("t", 2, COMPACTED)))
        .singleElement()
        .satisfies(more -> assertThat(more.obstacle()).get().asString().contains("compacted"));
  }

  @Test
  void noPartitionIsTakenAway() {
    assertThat(TopicDifference.between(new Topic("t", 2, KEPT), new Topic("t", 4, KEPT)))
        .singleElement()
        .satisfies(fewer -> assertThat(fewer.obstacle()).get().asString().contains("lost"));
  }
}

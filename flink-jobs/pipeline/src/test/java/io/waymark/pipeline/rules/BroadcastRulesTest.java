package io.waymark.pipeline.rules;

import static io.waymark.pipeline.rules.VersionRules.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.StoryTime;
import io.waymark.domain.rule.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.state.DefaultOperatorStateBackend;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BroadcastRulesTest {
  private final Counted metrics = new Counted("", new HashMap<>());
  private DefaultOperatorStateBackend states;

  @BeforeEach
  void openStates() throws Exception {
    states =
        new DefaultOperatorStateBackendBuilder(
                BroadcastRulesTest.class.getClassLoader(),
                new ExecutionConfig(),
                false,
                List.of(),
                new CloseableRegistry())
            .build();
  }

  @AfterEach
  void closeStates() throws Exception {
    states.close();
  }

  @Test
  void whatTheCheckpointHasStaysAndWhatWasPublishedLaterIsAdded() throws Exception {
    assertThat(open(Set.of()).isOpen()).isFalse();
    open(Set.of(), version(2, "a", 2), version(1, "b", 2), RuleUpdate.completed(2)).checkpoint();
    BroadcastRules restored =
        open(
            Set.of(),
            version(1, "a", 1),
            RuleUpdate.completed(1),
            version(3, "b", "10:00", 3),
            RuleUpdate.completed(3),
            version(3, "a", 4));
    assertThat(restored.versions())
        .extracting(rule -> rule.id() + rule.version())
        .containsExactly("a2", "b1", "b3");
  }

  @Test
  void whoHasToNoticeAChangeIsToldOnceMoreOfWhatTheCheckpointLacks() throws Exception {
    RuleUpdate[] before = {version(1, "a", 1), RuleUpdate.completed(1)};
    BroadcastRules.open(states, source(Set.of(), before), metrics).checkpoint();
    RuleUpdate[] since = {RuleUpdate.withdrawn("a", 2), RuleUpdate.completed(2)};

    BroadcastRules restored = BroadcastRules.open(states, source(Set.of(), since), metrics);

    assertThat(restored.find("a")).isNotNull();
    restored.apply(since[0]);
    assertThat(restored.apply(since[1])).isTrue();
    assertThat(restored.find("a")).isNull();
  }

  @Test
  void anEmptyRevisionIsARevision() throws Exception {
    BroadcastRules rules = open(Set.of(), RuleUpdate.completed(2));
    assertThat(rules.isOpen()).isTrue();
    rules.checkpoint();
    assertThat(open(Set.of(), RuleUpdate.completed(1)).isOpen()).isTrue();
  }

  @Test
  void everyRefusalIsCounted() throws Exception {
    BroadcastRules rules =
        open(Set.of("b@2", "c@2"), version(1, "a", 1), version(2, "b", 1), RuleUpdate.completed(1));
    assertThat(refused()).isEqualTo(1);
    rules.apply(RuleUpdate.withdrawn("b", 2));
    rules.apply(version(2, "c", 2));
    assertThat(rules.apply(RuleUpdate.completed(2))).isTrue();
    assertThat(refused()).isEqualTo(2);
    rules.checkpoint();
    assertThat(open(Set.of("a@1", "c@2")).all()).isEmpty();
    assertThat(refused()).isEqualTo(4);
  }

  @Test
  void whatIsNotUnderstoodOutlivesCheckpoints() throws Exception {
    open(Set.of(), version(1, "a", 1), RuleUpdate.completed(1)).checkpoint();
    BroadcastRules other = open(Set.of("a@1"));
    assertThat(other.find("a")).isNull();
    other.checkpoint();
    assertThat(open(Set.of()).find("a")).isNotNull();
  }

  @Test
  void aFormerVersionOutlivesCheckpointsUntilNobodyNeedsIt() throws Exception {
    BroadcastRules rules = open(Set.of(), version(1, "a", 1), RuleUpdate.completed(1));
    rules.apply(version(2, "a", "10:00", 2));
    rules.apply(RuleUpdate.completed(2));
    rules.checkpoint();
    BroadcastRules restored = open(Set.of());
    assertThat(restored.versions()).extracting(Rule::version).containsExactly(1, 2);
    assertThat(restored.all()).extracting(Rule::version).containsExactly(2);
    assertThat(restored.forget(StoryTime.time("12:00"))).isFalse();
    assertThat(restored.forget(StoryTime.time("15d12:00:00.001"))).isTrue();
    restored.checkpoint();
    assertThat(open(Set.of()).versions()).extracting(Rule::version).containsExactly(2);
  }

  private BroadcastRules open(Set<String> notUnderstood, RuleUpdate... topic) throws Exception {
    return BroadcastRules.openCaughtUp(states, source(notUnderstood, topic), metrics);
  }

  private static RuleSource source(Set<String> notUnderstood, RuleUpdate... topic) {
    return new RuleSource(() -> List.of(topic), VersionRules.without(notUnderstood));
  }

  private long refused() {
    return metrics.counter("waymark.refused_rules").getCount();
  }

  /** Counters by their whole name. */
  private static final class Counted extends UnregisteredMetricsGroup {
    private final String prefix;
    private final Map<String, Counter> counters;

    Counted(String prefix, Map<String, Counter> counters) {
      this.prefix = prefix;
      this.counters = counters;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Counted(prefix + name + ".", counters);
    }

    @Override
    public Counter counter(String name) {
      return counters.computeIfAbsent(prefix + name, key -> new SimpleCounter());
    }
  }
}

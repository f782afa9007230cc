package io.waymark.pipeline.effect;

import static io.waymark.domain.intervention.SignalStory.HOUR;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.by;
import static io.waymark.domain.intervention.SignalStory.consent;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.ContactPolicy;
import io.waymark.domain.intervention.Decision;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.intervention.DecisionClock;
import io.waymark.pipeline.intervention.InterventionTopology;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RuleUpdateSerializer;
import io.waymark.pipeline.rules.StoryRules;
import io.waymark.pipeline.types.FactSerializer;
import io.waymark.pipeline.types.SignalSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both topologies on a cluster, with RocksDB, in several arrival orders and parallelisms. */
class EffectTopologiesITCase {
  private static final int CUSTOMERS = 40;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void everyOtherCustomerHasAgreedAndEveryFourthBuysInTime(int parallelism) throws Exception {
    StreamExecutionEnvironment env = environment(parallelism);
    var decisions =
        InterventionTopology.decide(
            signals(env, parallelism), facts(env, parallelism), terms(feed(env, "marketing")));
    CloseableIterator<String> told =
        decisions
            .triggers()
            .map(t -> t.customerId() + " " + t.status() + " " + (t.decidedAt() - TEN))
            .returns(String.class)
            .uid("tell-triggers")
            .union(
                decisions
                    .decisions()
                    .filter(d -> d.verdict() == Decision.Verdict.WITHHELD)
                    .uid("withheld")
                    .map(w -> w.customerId() + " " + w.reason() + " " + (w.decidedAt() - TEN))
                    .returns(String.class)
                    .uid("tell-withheld"))
            .collectAsync();
    env.execute();

    List<String> expected = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      expected.add("customer-" + i + (i % 2 == 0 ? " ISSUED " : " NO_CONSENT ") + i);
      if (i % 4 == 0) {
        expected.add("customer-" + i + " CANCELLED " + (MINUTE + i));
      }
    }
    assertThat(all(told)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aQuietRulesTopicDoesNotHoldTimeBack() throws Exception {
    StreamExecutionEnvironment env = environment(1);
    DataStream<RuleUpdate> quiet =
        env.fromSource(
                new DataGeneratorSource<>(
                    index -> RuleUpdate.completed(0),
                    Long.MAX_VALUE,
                    RateLimiterStrategy.perSecond(0.001),
                    RuleUpdateSerializer.TYPE),
                WatermarkStrategy.noWatermarks(),
                "rules",
                RuleUpdateSerializer.TYPE)
            .uid("rules");
    RuleFeed feed = new RuleFeed(quiet, StoryRules.source("service"));
    var decisions = InterventionTopology.decide(signals(env, 1), facts(env, 1), terms(feed));
    try (CloseableIterator<String> told =
        decisions
            .triggers()
            .map(t -> t.customerId() + " " + t.status())
            .returns(String.class)
            .uid("tell-triggers")
            .collectAsync()) {
      env.executeAsync();
      assertThat(told.next()).isEqualTo("customer-0 ISSUED");
    }
  }

  private static StreamExecutionEnvironment environment(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    return env;
  }

  private static RuleFeed feed(StreamExecutionEnvironment env, String rule) {
    DataStream<RuleUpdate> updates =
        env.fromData(RuleUpdateSerializer.TYPE, RuleUpdate.completed(0)).uid("rules");
    return new RuleFeed(updates, StoryRules.source(rule));
  }

  private static InterventionTopology.Terms terms(RuleFeed rules) {
    return new InterventionTopology.Terms(
        rules, null, ContactPolicy.NONE, ErasureSettings.DEFAULT, DecisionClock.eventTime());
  }

  /** Every signal twice, as after a restart of the job before. */
  private static List<Signal> story() {
    List<Signal> signals = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      for (int i = 0; i < CUSTOMERS; i++) {
        signals.add(by("customer-" + i, fired("s" + i, TEN + i)));
        if (i % 4 == 0) {
          signals.add(by("customer-" + i, resolved("s" + i, TEN + MINUTE + i)));
        }
      }
    }
    return signals;
  }

  private static DataStream<Signal> signals(StreamExecutionEnvironment env, int seed) {
    List<Signal> signals = story();
    Collections.shuffle(signals, new Random(seed));
    return timed(
        env, "signals", signals, SignalSerializer.TYPE, (signal, at) -> signal.occurredAt());
  }

  private static DataStream<Fact> facts(StreamExecutionEnvironment env, int seed) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      facts.add(of(i, consent(true, TEN - HOUR, "c-yes")));
      if (i % 2 == 1) {
        facts.add(of(i, consent(false, TEN + i, "c-no")));
      }
    }
    Collections.shuffle(facts, new Random(seed));
    return timed(env, "facts", facts, FactSerializer.TYPE, (fact, at) -> fact.occurredAt());
  }

  private static Fact of(int customer, Fact fact) {
    return new Fact(
        fact.factId(),
        fact.kind(),
        "customer-" + customer,
        fact.occurredAt(),
        fact.eventId(),
        fact.eventType(),
        fact.channel(),
        fact.touchpoint(),
        fact.attributes());
  }

  private static <T> DataStream<T> timed(
      StreamExecutionEnvironment env,
      String id,
      Collection<T> elements,
      TypeInformation<T> type,
      SerializableTimestampAssigner<T> time) {
    return env.fromData(elements, type)
        .setParallelism(1)
        .uid(id)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<T>forBoundedOutOfOrderness(Duration.ofHours(2))
                .withTimestampAssigner(time))
        .setParallelism(1)
        .uid(id + "-time");
  }

  private static List<String> all(CloseableIterator<String> iterator) throws Exception {
    List<String> values = new ArrayList<>();
    try (iterator) {
      iterator.forEachRemaining(values::add);
    }
    return values;
  }
}

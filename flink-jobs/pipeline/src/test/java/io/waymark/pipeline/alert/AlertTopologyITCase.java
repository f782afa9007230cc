package io.waymark.pipeline.alert;

import static io.waymark.domain.alert.AnomalyStory.payments;
import static io.waymark.domain.intervention.SignalStory.MINUTE;
import static io.waymark.domain.intervention.SignalStory.TEN;
import static io.waymark.domain.intervention.SignalStory.by;
import static io.waymark.domain.intervention.SignalStory.fired;
import static io.waymark.domain.intervention.SignalStory.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.CartChange;
import io.waymark.domain.alert.CartValue;
import io.waymark.domain.alert.StormLimit;
import io.waymark.domain.anomaly.Anomaly;
import io.waymark.domain.anomaly.AnomalySettings;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.pulse.Place;
import io.waymark.pipeline.anomaly.AnomalySerializer;
import io.waymark.pipeline.erasure.ErasureSettings;
import io.waymark.pipeline.rules.RuleFeed;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RuleUpdateSerializer;
import io.waymark.pipeline.rules.StoryRules;
import io.waymark.pipeline.types.FactSerializer;
import io.waymark.pipeline.types.SignalSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.eventtime.SerializableTimestampAssigner;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A whole incident on RocksDB: whatever the parallelism and the order of arrival, one result. */
class AlertTopologyITCase {
  private static final int CUSTOMERS = 200;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  void theSameAlertsWhateverTheParallelismAndTheOrderOfArrival() throws Exception {
    List<Alert> alerts = run(1, 1, anomalies());
    assertThat(run(2, 2, anomalies())).isEqualTo(alerts);

    List<Alert> incident = ofOrigin(alerts, Alert.Origin.ANOMALY);
    assertThat(incident)
        .extracting(Alert::status)
        .startsWith(Alert.Status.OPEN)
        .endsWith(Alert.Status.RESOLVED);
    assertThat(incident.get(incident.size() - 1).ruleIds())
        .containsExactly("payment-failure-spike", StoryRules.RULE);
    List<Alert> individual = ofOrigin(alerts, Alert.Origin.SIGNALS);
    assertThat(individual).extracting(Alert::alertId).containsOnly(individual.get(0).alertId());
    assertThat(individual.get(0).mutedBy()).isNull();
    assertThat(individual)
        .filteredOn(alert -> alert.lastAt() > TEN + MINUTE && alert.lastAt() < TEN + 6 * MINUTE)
        .extracting(Alert::mutedBy)
        .containsOnly(incident.get(0).alertId());
    Alert last = individual.get(individual.size() - 1);
    assertThat(last.mutedBy()).isNull();
    assertThat(last.status()).isEqualTo(Alert.Status.RESOLVED);
    assertThat(last.impact().count()).isEqualTo(CUSTOMERS);
    assertThat(last.impact().customers()).isBetween(190L, 210L);
    assertThat(individual)
        .extracting(alert -> alert.impact().valueAtRisk())
        .as("carts")
        .contains(10.0);
  }

  @Test
  void incidentsOfOnePatternAreBoundedToo() throws Exception {
    List<Anomaly> everywhere = new ArrayList<>();
    for (int i = 0; i < StormLimit.OPEN + 3; i++) {
      everywhere.add(there(payments(Anomaly.Status.FIRED, 1, 0.3), "/page-" + i));
    }
    List<Alert> incidents = ofOrigin(run(2, 1, everywhere), Alert.Origin.ANOMALY);
    assertThat(incidents)
        .filteredOn(alert -> alert.status() == Alert.Status.OPEN)
        .hasSize(StormLimit.OPEN + 1);
    assertThat(incidents)
        .filteredOn(alert -> alert.place() == null)
        .extracting(alert -> alert.impact().count())
        .endsWith(3L);
  }

  private static List<Alert> ofOrigin(List<Alert> alerts, Alert.Origin origin) {
    return alerts.stream().filter(alert -> alert.origin() == origin).toList();
  }

  private static List<Alert> run(int parallelism, int seed, List<Anomaly> anomalies)
      throws Exception {
    StreamExecutionEnvironment env = environment(parallelism);
    AlertTopology.Input input =
        new AlertTopology.Input(
            timed(env, "signals", signals(seed), SignalSerializer.TYPE, (s, at) -> s.occurredAt()),
            timed(env, "facts", List.of(fact()), FactSerializer.TYPE, (f, at) -> f.occurredAt()),
            timed(env, "carts", carts(seed), CartChangeSerializer.TYPE, (c, at) -> c.at()),
            timed(env, "anomalies", anomalies, AnomalySerializer.TYPE, (a, at) -> a.at()),
            null);
    DataStream<RuleUpdate> updates =
        env.fromData(RuleUpdateSerializer.TYPE, RuleUpdate.completed(0)).uid("rules");
    RuleFeed rules = new RuleFeed(updates, StoryRules.source("alert"));
    List<Alert> alerts = new ArrayList<>();
    try (CloseableIterator<AlertChange> told =
        AlertTopology.raise(input, rules, ErasureSettings.DEFAULT, () -> AnomalySettings.PLAIN)
            .changes()
            .collectAsync()) {
      env.execute();
      told.forEachRemaining(change -> alerts.add(change.alert()));
    }
    alerts.sort(Comparator.comparingLong(Alert::lastAt).thenComparing(Alert::alertId));
    return alerts;
  }

  /** In a hundred seconds each customer fires once, and is done ten minutes later; all twice. */
  private static List<Signal> signals(int seed) {
    List<Signal> signals = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      signals.add(by("customer-" + i, fired("s" + i, TEN + i * 500)));
      signals.add(by("customer-" + i, resolved("s" + i, TEN + 10 * MINUTE + i * 500)));
    }
    signals.addAll(List.copyOf(signals));
    Collections.shuffle(signals, new Random(seed));
    return signals;
  }

  private static List<CartChange> carts(int seed) {
    List<CartChange> carts = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      CartValue value = new CartValue(10, "THB");
      carts.add(new CartChange("customer-" + i, TEN - MINUTE, "e" + i, value, false));
    }
    Collections.shuffle(carts, new Random(seed));
    return carts;
  }

  /** At the touchpoint of the signals, from the first to the sixth minute. */
  private static List<Anomaly> anomalies() {
    return List.of(
        there(payments(Anomaly.Status.FIRED, 1, 0.3), "/checkout"),
        there(payments(Anomaly.Status.RECOVERED, 6, 0.04), "/checkout"));
  }

  private static Anomaly there(Anomaly anomaly, String touchpoint) {
    return new Anomaly(
        anomaly.anomalyId() + touchpoint,
        anomaly.pattern(),
        new Place(touchpoint, null, null),
        anomaly.subject(),
        anomaly.measure(),
        anomaly.status(),
        anomaly.severity(),
        anomaly.firedAt(),
        anomaly.at(),
        anomaly.reading(),
        anomaly.expected(),
        anomaly.n(),
        anomaly.against());
  }

  private static Fact fact() {
    return new Fact("f", Fact.Kind.PROFILE, "ann", TEN, "e", null, null, null, Map.of());
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

  private static <T> DataStream<T> timed(
      StreamExecutionEnvironment env,
      String id,
      List<T> elements,
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
}

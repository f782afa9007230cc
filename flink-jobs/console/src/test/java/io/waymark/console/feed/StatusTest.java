package io.waymark.console.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.store.AuditLog;
import io.waymark.console.store.Database;
import io.waymark.console.store.DatabaseAddress;
import io.waymark.console.store.Intake;
import io.waymark.console.store.Json;
import io.waymark.console.store.Kpis;
import io.waymark.console.store.Portion;
import io.waymark.console.store.Pseudonyms;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StatusTest {
  private static final long NOW = 1_790_000_000_000L;

  private long now = NOW;
  private final Database database =
      Database.open(
          new DatabaseAddress(
              "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", null, null));
  private final Arrivals arrivals = new Arrivals();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatShouldFlowAndDoesNotIsSilentAlsoIfItsTopicWasNeverMade() {
    arrivals.arrived("waymark.kpis", NOW - 10_000);
    arrivals.arrived("waymark.alerts", NOW - 3_600_000);
    assertThat(silent())
        .isEqualTo(Map.of("alerts", false, "interactions", true, "journeys", true, "kpis", false));

    arrivals.arrived("waymark.journeys", NOW - 10_000);
    assertThat(silent()).containsEntry("journeys", false);
  }

  @Test
  void eachSourceIsWatchedForItselfAndTheirEventsAreCountedTogether() {
    WatchedTopics topics = new WatchedTopics("waymark.", Set.of("shop.events", "calls"));
    BrokerProbe probe = new BrokerProbe(nobody(), topics, () -> Instant.ofEpochMilli(now));
    try (MockConsumer<byte[], byte[]> broker = new MockConsumer<>("none")) {
      has(broker, Map.of("shop.events", 100L, "calls", 40L, "waymark.interactions", 7L));
      probe.ask(broker);
      now += 120_000;
      has(broker, Map.of("shop.events", 340L, "calls", 40L, "waymark.interactions", 9L));
      probe.ask(broker);
    }
    arrivals.arrived("waymark.kpis", now);
    arrivals.arrived("waymark.journeys", now);

    ObjectNode status = status(probe, topics).now();
    assertThat(silent(status))
        .isEqualTo(Map.of("calls", true, "journeys", false, "kpis", false, "shop.events", false));
    assertThat(status.path("counts").path("events").asLong()).isEqualTo(380);
    assertThat(status.path("events_per_second").asDouble()).isEqualTo(2.0);
  }

  @Test
  void eventTimeIsThatOfTheLastFiguresAndItsLagIsWhatTheClockIsAhead() {
    assertThat(status().path("watermark").isNull()).isTrue();
    assertThat(status().path("event_lag_ms").isNull()).isTrue();

    Portion portion = new Portion();
    portion.kpi(kpi(NOW - 7_000));
    portion.readUpTo("waymark.kpis", 0, 1);
    intake().put(portion);

    assertThat(status().path("watermark").asText()).isEqualTo(Json.time(NOW - 7_000));
    assertThat(status().path("event_lag_ms").asLong()).isEqualTo(7_000);
    // A clock of this machine that is behind makes nobody early.
    now = NOW - 60_000;
    assertThat(status().path("event_lag_ms").asLong()).isZero();
  }

  @Test
  void catchesUpWhileThereIsMoreToReadThanWhatCameLongAgo() {
    WatchedTopics topics = WatchedTopics.of("waymark.");
    BrokerProbe probe = new BrokerProbe(nobody(), topics, () -> Instant.ofEpochMilli(now));
    try (MockConsumer<byte[], byte[]> broker = new MockConsumer<>("none")) {
      has(broker, Map.of("waymark.kpis", 9L));
      probe.ask(broker);
    }
    arrivals.arrived("waymark.kpis", NOW - 3_600_000);
    assertThat(status(probe, topics).now().path("catching_up").asBoolean()).isTrue();
    assertThat(status(probe, topics).now().path("stale").asBoolean()).isTrue();

    Portion portion = new Portion();
    portion.readUpTo("waymark.kpis", 0, 9);
    intake().put(portion);
    arrivals.arrived("waymark.kpis", NOW);
    assertThat(status(probe, topics).now().path("catching_up").asBoolean()).isFalse();
    assertThat(status(probe, topics).now().path("stale").asBoolean()).isFalse();
  }

  private static ObjectNode kpi(long at) {
    return Json.object()
        .put("touchpoint", "/checkout")
        .put("channel", "web")
        .put("window_start", Json.time(at - 60_000))
        .put("window_end", Json.time(at + 240_000))
        .put("occurred_at", Json.time(at));
  }

  private ObjectNode status() {
    WatchedTopics topics = WatchedTopics.of("waymark.");
    return status(new BrokerProbe(nobody(), topics, () -> Instant.ofEpochMilli(now)), topics).now();
  }

  private Intake intake() {
    InstantSource wall = () -> Instant.ofEpochMilli(now);
    return new Intake(database, Pseudonyms.of(database), new AuditLog(database, wall), wall);
  }

  private static void has(MockConsumer<byte[], byte[]> broker, Map<String, Long> ends) {
    ends.forEach(
        (topic, end) -> {
          TopicPartition one = new TopicPartition(topic, 0);
          broker.updatePartitions(
              topic, List.of(new PartitionInfo(topic, 0, null, new Node[0], new Node[0])));
          broker.updateBeginningOffsets(Map.of(one, 0L));
          broker.updateEndOffsets(Map.of(one, end));
        });
  }

  private Map<String, Boolean> silent() {
    WatchedTopics topics = WatchedTopics.of("waymark.");
    BrokerProbe probe = new BrokerProbe(nobody(), topics, () -> Instant.ofEpochMilli(now));
    return silent(status(probe, topics).now());
  }

  private static Map<String, Boolean> silent(ObjectNode status) {
    Map<String, Boolean> silent = new TreeMap<>();
    for (JsonNode topic : status.path("topics")) {
      silent.put(topic.path("name").asText(), topic.path("silent").asBoolean());
    }
    return silent;
  }

  private static Properties nobody() {
    Properties client = new Properties();
    client.put("bootstrap.servers", "127.0.0.1:1");
    return client;
  }

  private Status status(BrokerProbe probe, WatchedTopics topics) {
    InstantSource wall = () -> Instant.ofEpochMilli(now);
    Intake intake =
        new Intake(database, Pseudonyms.of(database), new AuditLog(database, wall), wall);
    return new Status(probe, arrivals, intake, new Kpis(database), topics, wall);
  }
}

package io.waymark.console.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.console.store.AuditLog;
import io.waymark.console.store.Database;
import io.waymark.console.store.DatabaseAddress;
import io.waymark.console.store.Intake;
import io.waymark.console.store.Kpis;
import io.waymark.console.store.Pseudonyms;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StatusTest {
  private static final long NOW = 1_790_000_000_000L;

  private final InstantSource wall = InstantSource.fixed(Instant.ofEpochMilli(NOW));
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

  private Map<String, Boolean> silent() {
    Properties client = new Properties();
    client.put("bootstrap.servers", "127.0.0.1:1");
    Intake intake =
        new Intake(database, Pseudonyms.of(database), new AuditLog(database, wall), wall);
    Status status =
        new Status(
            new BrokerProbe(client, "waymark.", wall),
            arrivals,
            intake,
            new Kpis(database),
            "waymark.",
            wall);
    Map<String, Boolean> silent = new TreeMap<>();
    for (JsonNode topic : status.now().path("topics")) {
      silent.put(topic.path("name").asText(), topic.path("silent").asBoolean());
    }
    return silent;
  }
}

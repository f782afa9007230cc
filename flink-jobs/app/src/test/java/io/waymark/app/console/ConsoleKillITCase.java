package io.waymark.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.app.broker.LocalBroker;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console in a process of its own, killed again and again while alerts come in and people act
 * on them; {@code -Dwaymark.console.kills=20} kills longer.
 */
@Timeout(600)
final class ConsoleKillITCase {
  private static final int KILLS = Integer.getInteger("waymark.console.kills", 3);
  private static final int DEEDS_BETWEEN = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Topics TOPICS = Topics.standard();

  @TempDir private Path folder;

  @Test
  void whateverIsKilledNothingThatWasDoneIsLostAndNothingIsThereTwice() throws Exception {
    try (LocalBroker broker =
        LocalBroker.start(System.getProperty("java.class.path"), folder.resolve("b"), "256m")) {
      Properties client = new Properties();
      client.put("bootstrap.servers", broker.bootstrapServers());
      try (TopicAdmin admin = TopicAdmin.connect(client)) {
        admin.ensure(TOPICS.all());
      }
      ConsoleProcess console = ConsoleProcess.start(folder, broker.bootstrapServers());
      AtomicReference<URI> page = new AtomicReference<>(console.page());
      AlertStream alerts = new AlertStream(client, TOPICS.alerts());
      BusyShift shift = new BusyShift(page::get, alerts::opened);
      try (alerts;
          shift) {
        for (int kill = 0; kill < KILLS; kill++) {
          int wanted = shift.done().size() + DEEDS_BETWEEN;
          await(wanted + " deeds", () -> shift.done().size() >= wanted);
          console.kill();
          console = ConsoleProcess.start(folder, broker.bootstrapServers());
          page.set(console.page());
        }
        int wanted = shift.done().size() + DEEDS_BETWEEN;
        await(wanted + " deeds", () -> shift.done().size() >= wanted);
        brokerGoesAndComes(broker, new Operator(console.page()));
      }
      Operator operator = new Operator(console.page());
      await("all that was said", () -> isShown(operator, alerts.customers()));
      console.kill();
      try (ConsoleProcess last = ConsoleProcess.start(folder, broker.bootstrapServers())) {
        check(new Operator(last.page()), alerts, shift);
      }
    }
  }

  private static void brokerGoesAndComes(LocalBroker broker, Operator operator) throws Exception {
    ProcessHandle process = ProcessHandle.of(broker.pid()).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
    await("the status to say that Kafka is away", () -> !isReachable(operator));
    assertThat(operator.get("/api/status").path("stale").asBoolean()).isTrue();
    broker.restart();
    await("the status to say that it is back", () -> isReachable(operator));
  }

  private static boolean isReachable(Operator operator) {
    return operator.get("/api/status").path("kafka").path("reachable").asBoolean();
  }

  private static boolean isShown(Operator operator, Map<String, Long> wanted) {
    Map<String, Long> shown = new HashMap<>();
    for (JsonNode alert : list(operator)) {
      shown.put(alert.path("alert_id").asText(), alert.path("customers").asLong());
    }
    return shown.equals(wanted);
  }

  private static List<JsonNode> list(Operator operator) {
    List<JsonNode> all = new ArrayList<>();
    String after = "";
    while (after != null) {
      JsonNode page = operator.get("/api/alerts?view=all&sort=age&limit=90" + after);
      page.path("items").forEach(all::add);
      after = page.path("next").isTextual() ? "&after=" + page.path("next").asText() : null;
    }
    return all;
  }

  private static void check(Operator operator, AlertStream alerts, BusyShift shift) {
    List<JsonNode> shown = list(operator);
    assertThat(shown)
        .extracting(alert -> alert.path("alert_id").asText())
        .containsExactlyInAnyOrderElementsOf(alerts.opened());
    Map<String, Integer> times = new HashMap<>();
    for (JsonNode alert : shown) {
      int opened = 0;
      String path = "/api/alerts/" + alert.path("alert_id").asText();
      for (JsonNode line : operator.get(path).path("history")) {
        opened += line.path("what").asText().equals("opened") ? 1 : 0;
        count(alert.path("alert_id").asText(), line, times);
      }
      assertThat(opened).as(path).isOne();
    }
    for (JsonNode silence : operator.get("/api/silences").path("items")) {
      times.merge("null silence " + silence.path("comment").asText(), 1, Integer::sum);
    }
    assertThat(shift.done())
        .allSatisfy(deed -> assertThat(times.get(key(deed))).as(key(deed)).isEqualTo(1));
    assertThat(shift.unanswered())
        .allSatisfy(
            deed -> assertThat(times.getOrDefault(key(deed), 0)).as(key(deed)).isLessThan(2));
    JsonNode audit = operator.get("/api/audit/verify");
    assertThat(audit.path("ok").asBoolean()).isTrue();
    assertThat(audit.path("checked").asInt()).isGreaterThanOrEqualTo(shift.done().size());
  }

  private static void count(String alert, JsonNode line, Map<String, Integer> times) {
    String text = line.path("text").asText();
    int at = text.indexOf("deed-");
    if (at >= 0) {
      String note = text.substring(at);
      times.merge("%s %s %s".formatted(alert, line.path("what").asText(), note), 1, Integer::sum);
    }
  }

  private static String key(BusyShift.Deed deed) {
    return "%s %s %s".formatted(deed.alert(), deed.what(), deed.note());
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(50);
    }
  }
}

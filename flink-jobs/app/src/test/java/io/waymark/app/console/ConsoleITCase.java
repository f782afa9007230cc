package io.waymark.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.app.broker.LocalBroker;
import io.waymark.app.kafka.PausesTopic;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import io.waymark.avro.Alert;
import io.waymark.avro.Fact;
import io.waymark.avro.JourneyState;
import io.waymark.avro.Kpi;
import io.waymark.avro.Signal;
import io.waymark.console.Console;
import io.waymark.console.ConsoleSettings;
import io.waymark.console.access.Access;
import io.waymark.console.store.DatabaseAddress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The console against a broker of its own. */
@Timeout(180)
final class ConsoleITCase {
  private static final Instant T0 = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Topics TOPICS = Topics.standard();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static LocalBroker broker;
  private static int stores;

  private final HttpClient http = HttpClient.newHttpClient();
  private String cookie = "";
  private String csrf = "";

  @BeforeAll
  static void start() {
    broker =
        LocalBroker.start(System.getProperty("java.class.path"), folder.resolve("broker"), "256m");
    try (TopicAdmin admin = TopicAdmin.connect(client())) {
      admin.ensure(TOPICS.all());
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void whatIsSaidIsShownAndDeedsOutliveTheConsole() throws Exception {
    send(TOPICS.alerts(), "a1", alert("a1", "open", 3).toByteBuffer());
    send(TOPICS.signals(), "c-1", signal("s1", "c-1").toByteBuffer());
    send(TOPICS.kpis(), "/checkout", kpi());
    DatabaseAddress store = store();
    try (Console console = console(store)) {
      await(console, "/api/alerts/a1", one -> one.path("customers").asLong() == 3);
      await(console, "/api/touchpoints", t -> t.path("items").size() == 1);
      await(
          console,
          "/api/alerts/a1",
          one -> one.path("signals").path(0).path("signal_id").asText().equals("s1"));
      assertThat(post(console, "/api/alerts/a1/acknowledge", "{}").statusCode()).isEqualTo(200);
    }
    send(TOPICS.alerts(), "a1", alert("a1", "updated", 9).toByteBuffer());
    try (Console again = console(store)) {
      JsonNode alert = await(again, "/api/alerts/a1", one -> one.path("customers").asLong() == 9);
      assertThat(alert.path("work").asText()).isEqualTo("acknowledged");
      assertThat(alert.path("history"))
          .extracting(h -> h.path("what").asText())
          .containsExactly("opened", "acknowledge");
      String ref = alert.path("samples").path(0).path("ref").asText();
      assertThat(get(again, "/api/customers/" + ref).path("timeline")).hasSize(1);

      send(TOPICS.facts(), "c-1", erased("c-1").toByteBuffer());
      await(again, "/api/alerts/a1", one -> one.path("samples").isEmpty());
      assertThat(send(again, "GET", "/api/customers/" + ref, null).statusCode()).isEqualTo(404);
      assertThat(get(again, "/api/audit/verify").path("ok").asBoolean()).isTrue();

      send(TOPICS.alerts(), "a1", null);
      awaitStatus(again, "/api/alerts/a1", 404);
    }
  }

  @Test
  void whoStopsAnInterventionSaysItToTheJobs() throws Exception {
    String rule =
        """
        rules:
          - id: cart-left
            title: Cart left
            when: { event: add_to_cart }
            intervene: { action: remind, channel: email }
        """;
    new RulesTopic(client(), TOPICS.rules(), InstantSource.system())
        .push(Map.of("cart-left", rule), (id, document, from) -> document);
    try (Console console = console(store())) {
      await(console, "/api/interventions", all -> all.path("items").size() == 1);
      assertThat(
              post(console, "/api/interventions/cart-left/pause", "{\"reason\":\"wrong price\"}")
                  .statusCode())
          .isEqualTo(200);
      assertThat(new PausesTopic(client(), TOPICS.pauses()).list().get("cart-left").paused())
          .isTrue();
      await(
          console,
          "/api/interventions",
          all ->
              all.path("items")
                  .path(0)
                  .path("paused")
                  .path("reason")
                  .asText()
                  .equals("wrong price"));
      assertThat(
              post(console, "/api/interventions/cart-left/resume", "{\"reason\":\"put right\"}")
                  .statusCode())
          .isEqualTo(200);
      assertThat(new PausesTopic(client(), TOPICS.pauses()).list().get("cart-left").paused())
          .isFalse();
      assertThat(get(console, "/api/audit").path("items"))
          .extracting(entry -> entry.path("action").asText())
          .containsExactly(
              "intervention.resume",
              "intervention.resume.asked",
              "intervention.pause",
              "intervention.pause.asked");
      assertThat(get(console, "/api/rules").path("items").path(0).path("sentence").asText())
          .contains("add_to_cart");
    }
  }

  @Test
  void whoTakesTheAuditAwayIsFoundByWhatKafkaHas() throws Exception {
    send(TOPICS.alerts(), "audited", alert("audited", "open", 3).toByteBuffer());
    DatabaseAddress store = store();
    Path files = folder.resolve("store" + (stores - 1));
    try (Console console = console(store)) {
      await(console, "/api/alerts/audited", one -> one.path("customers").asLong() == 3);
      assertThat(post(console, "/api/alerts/audited/acknowledge", "{}").statusCode())
          .isEqualTo(200);
      assertThat(get(console, "/api/audit/verify").path("ok").asBoolean()).isTrue();
    }
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.filter(f -> !f.endsWith("console.key")).toList()) {
        Files.delete(file);
      }
    }
    try (Console again = console(store)) {
      await(again, "/api/audit/verify", found -> !found.path("ok").asBoolean());
    }
  }

  @Test
  void aBrokerThatIsAwayIsSaidAndWaitedFor() throws Exception {
    try (Console console = console(store())) {
      await(console, "/api/status", s -> s.path("kafka").path("reachable").asBoolean());
      ProcessHandle.of(broker.pid()).orElseThrow().destroyForcibly();
      JsonNode away =
          await(console, "/api/status", s -> !s.path("kafka").path("reachable").asBoolean());
      assertThat(away.path("stale").asBoolean()).isTrue();
      broker.restart();
      await(console, "/api/status", s -> s.path("kafka").path("reachable").asBoolean());
      send(TOPICS.alerts(), "later", alert("later", "open", 5).toByteBuffer());
      await(console, "/api/alerts/later", one -> one.path("customers").asLong() == 5);
    }
  }

  private static Console console(DatabaseAddress store) {
    return Console.start(
        new ConsoleSettings(
            "127.0.0.1", 0, null, new Access.Open(), client(), TOPICS.prefix(), store),
        InstantSource.system());
  }

  private static DatabaseAddress store() {
    return DatabaseAddress.in(folder.resolve("store" + stores++));
  }

  private static Properties client() {
    Properties client = new Properties();
    client.put("bootstrap.servers", broker.bootstrapServers());
    return client;
  }

  private JsonNode await(Console console, String path, Predicate<JsonNode> wanted)
      throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    JsonNode last;
    do {
      last = JSON.readTree(send(console, "GET", path, null).body());
      if (wanted.test(last)) {
        return last;
      }
      Thread.sleep(100);
    } while (System.nanoTime() < deadline);
    throw new AssertionError(path + " is still " + last);
  }

  private void awaitStatus(Console console, String path, int status) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (send(console, "GET", path, null).statusCode() != status) {
      assertThat(System.nanoTime()).as(path).isLessThan(deadline);
      Thread.sleep(100);
    }
  }

  private JsonNode get(Console console, String path) throws Exception {
    return JSON.readTree(send(console, "GET", path, null).body());
  }

  private HttpResponse<String> post(Console console, String path, String body) throws Exception {
    csrf = get(console, "/api/session").path("csrf").asText();
    return send(console, "POST", path, body);
  }

  private HttpResponse<String> send(Console console, String method, String path, String body)
      throws IOException, InterruptedException {
    if (cookie.isEmpty() || !path.equals("/api/session")) {
      begin(console);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(console.page().resolve(path))
            .header("Cookie", cookie)
            .header("X-CSRF-Token", csrf)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** A console that was started anew knows no session of before. */
  private void begin(Console console) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(console.page().resolve("/api/session"));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    http.send(request.build(), HttpResponse.BodyHandlers.ofString())
        .headers()
        .firstValue("Set-Cookie")
        .ifPresent(set -> cookie = set.split(";", 2)[0]);
  }

  private static void send(String topic, String key, ByteBuffer value) throws Exception {
    try (var producer =
        new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] bytes = null;
      if (value != null) {
        bytes = new byte[value.remaining()];
        value.get(bytes);
      }
      producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), bytes)).get();
    }
  }

  private static Alert alert(String id, String status, long customers) {
    return Alert.newBuilder()
        .setAlertId(id)
        .setStatus(status)
        .setRuleIds(List.of("checkout-abandoned"))
        .setSeverity("high")
        .setTitle("Checkout abandoned")
        .setTouchpoint("/checkout")
        .setCount(customers)
        .setCustomers(customers)
        .setSamples(List.of("c-1"))
        .setFirstAt(T0)
        .setLastAt(T0.plusSeconds(customers))
        .build();
  }

  private static Signal signal(String id, String customer) {
    return Signal.newBuilder()
        .setSignalId(id)
        .setRuleId("checkout-abandoned")
        .setRuleVersion(1)
        .setTitle("Checkout abandoned")
        .setKind("friction")
        .setSeverity("high")
        .setMode("live")
        .setCustomerId(customer)
        .setInstance(Map.of())
        .setStatus("fired")
        .setOccurredAt(T0.plusSeconds(1))
        .setDetectedAt(T0.plusSeconds(1))
        .setTouchpoint("/checkout")
        .setEvidence(List.of())
        .setJourney(JourneyState.newBuilder().build())
        .build();
  }

  private static ByteBuffer kpi() throws IOException {
    // As a generic record: the generated one's defaults would load classes that Avro does not
    // trust.
    Schema schema = Kpi.getClassSchema();
    Schema figure = schema.getField("figures").schema().getElementType();
    return new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema)
        .encode(
            new GenericRecordBuilder(schema)
                .set("touchpoint", "/checkout")
                .set("window_start", T0.toEpochMilli())
                .set("window_end", T0.plusSeconds(300).toEpochMilli())
                .set("final", false)
                .set("occurred_at", T0.plusSeconds(5).toEpochMilli())
                .set(
                    "figures",
                    List.of(
                        new GenericRecordBuilder(figure)
                            .set("measure", "conversion")
                            .set("value", 0.5)
                            .set("n", 10L)
                            .build()))
                .build());
  }

  private static Fact erased(String customer) {
    return Fact.newBuilder()
        .setFactId("f-" + customer)
        .setKind("erased")
        .setCustomerId(customer)
        .setOccurredAt(T0.plusSeconds(60))
        .setEventId("e-" + customer)
        .build();
  }
}

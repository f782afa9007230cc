package io.waymark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.waymark.app.format.JsonBodies;
import io.waymark.app.job.Job;
import io.waymark.app.kafka.TriggerEncoder;
import io.waymark.domain.delivery.Attempt;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.wire.AttemptCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(1_800)
class DeliveryKillE2E {
  /** Of the job and of the broker, in turn. */
  private static final int KILLS = Integer.getInteger("waymark.e2e.kills", 3);

  private static final int TRIGGERS = 1_000 * (KILLS + 1);

  /** Of each message what came, by id. */
  private final Map<String, Set<String>> received = new ConcurrentHashMap<>();

  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private HttpServer receiver;
  @TempDir Path folder;

  @BeforeEach
  void receive() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext("/", this::answer);
    receiver.start();
    int port = receiver.getAddress().getPort();
    Files.writeString(
        folder.resolve("destinations.yaml"),
        """
        destinations:
          - name: receiver
            kind: http
            url: http://localhost:%d/
            ports: [%d]
            allow_private: [127.0.0.0/8, "::1/128"]
            rate: 500/s
        """
            .formatted(port, port));
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
    threads.shutdownNow();
  }

  /** Of every tenth message the first attempt fails. */
  private void answer(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean fails = seen.add(id) && id.hashCode() % 10 == 0;
    if (!fails) {
      received.computeIfAbsent(id, any -> ConcurrentHashMap.newKeySet()).add(body);
    }
    exchange.sendResponseHeaders(fails ? 503 : 204, -1);
    exchange.close();
  }

  @Test
  void whateverIsKilledWhileItSendsEachMessageIsToldAtLeastOnceAndAlwaysTheSame() {
    try (Installation installation = new Installation(folder)) {
      installation.createTopics();
      Set<String> bodies = send(installation);
      Child job = installation.run(Job.DELIVERY, 2).says("delivery is running");
      try (Topic<Attempt> deliveries =
          new Topic<>(
              installation.topics().deliveries(), Load.PARTITIONS, new AttemptCodec()::decode)) {
        for (int kill = 1; kill <= KILLS; kill++) {
          awaitReceived(kill * TRIGGERS / (KILLS + 1), job);
          if (kill % 2 == 0) {
            Installation.killBroker();
          } else {
            job.kill();
            job = installation.run(Job.DELIVERY, 2);
          }
        }
        assertThat(ends(deliveries, job).values()).containsOnly(Attempt.Status.DELIVERED);
      } finally {
        job.close();
      }
      assertThat(received).hasSize(TRIGGERS);
      assertThat(received.values()).allMatch(same -> same.size() == 1);
      assertThat(received.values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
          .isEqualTo(bodies);
    }
  }

  private void awaitReceived(int enough, Child job) {
    Await.until(
        enough + " messages",
        Duration.ofSeconds(120),
        () -> received.size() >= enough,
        job::output);
  }

  /** What became of each message in the end. */
  private static Map<String, Attempt.Status> ends(Topic<Attempt> deliveries, Child job) {
    Map<String, Attempt.Status> ends = new HashMap<>();
    Await.until(
        "an end of every message",
        Duration.ofSeconds(180),
        () -> {
          deliveries.toEnd().stream()
              .filter(attempt -> attempt.status() != Attempt.Status.FAILED)
              .forEach(attempt -> ends.put(attempt.dispatch().message().id(), attempt.status()));
          return ends.size() == TRIGGERS;
        },
        job::output);
    return ends;
  }

  private static Set<String> send(Installation installation) {
    TriggerEncoder encoder = new TriggerEncoder();
    JsonBodies bodies = new JsonBodies();
    Set<String> sent = ConcurrentHashMap.newKeySet();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", Installation.servers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      long now = System.currentTimeMillis();
      for (int i = 0; i < TRIGGERS; i++) {
        Trigger trigger = trigger(i, now);
        sent.add(bodies.of(trigger));
        producer.send(
            new ProducerRecord<>(
                installation.topics().triggers(),
                encoder.key(trigger).getBytes(UTF_8),
                encoder.value(trigger)));
      }
      producer.flush();
    }
    return sent;
  }

  private static Trigger trigger(int index, long now) {
    return new Trigger(
        "t" + index,
        Trigger.Status.ISSUED,
        null,
        "s" + index,
        "long-wait",
        1,
        "c" + index % 500,
        Map.of(),
        "call-back",
        "call",
        Purpose.SERVICE,
        50,
        Severity.MEDIUM,
        now,
        now,
        now + 3_600_000,
        null,
        null,
        null,
        null,
        List.of(),
        Journey.UNKNOWN);
  }
}

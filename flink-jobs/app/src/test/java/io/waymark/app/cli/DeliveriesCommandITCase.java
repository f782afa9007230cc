package io.waymark.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.waymark.app.broker.TestBroker;
import io.waymark.app.format.JsonBodies;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.FactEncoder;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.TriggerEncoder;
import io.waymark.app.run.LocalRun;
import io.waymark.app.run.Start;
import io.waymark.domain.delivery.DeliveryStory;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Intervention.Purpose;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The delivery job between a broker and a receiver, and what people see and do of it. */
@Timeout(180)
class DeliveriesCommandITCase {
  private final String prefix = UUID.randomUUID() + ".";
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private volatile int answer = 200;
  private HttpServer receiver;
  @TempDir Path folder;

  @BeforeEach
  void receive() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          received.add(
              exchange.getRequestHeaders().getFirst("Idempotency-Key")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  @Test
  void whatCameToADisabledDestinationIsReplayedOnceUnderItsId() throws Exception {
    JobConfig config = config();
    answer = 410;
    Trigger trigger =
        DeliveryStory.issued("t1", Purpose.SERVICE, "call", System.currentTimeMillis());
    try (LocalRun run = LocalRun.start(Start.newest(config).config())) {
      send(config, trigger);
      awaitListed("\"status\":\"disabled\"");
      assertThat(received).hasSize(1);
      assertThat(received.get(0)).endsWith(" " + new JsonBodies().of(trigger));

      answer = 200;
      assertThat(deliveries("replay", "--dry-run")).isZero();
      assertThat(err.toString()).contains("1 messages would be sent once more");
      assertThat(deliveries("replay", "--destination", "other")).isZero();
      assertThat(err.toString()).contains("0 messages will be sent");
      assertThat(deliveries("replay", "--id", "t1")).isZero();
      assertThat(out.toString()).matches("receiver +disabled +1\\n");
      awaitListed("\"status\":\"delivered\"");
      assertThat(deliveries("replay")).isZero();
      assertThat(err.toString()).contains("0 messages will be sent");
      assertThat(run.web()).isNotNull();
    }
    assertThat(received).hasSize(2);
    assertThat(received.get(1)).isEqualTo(received.get(0));
    assertThat(deliveries("list", "--limit", "1")).isZero();
    assertThat(out.toString().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("WHEN"),
            line -> assertThat(line).contains("delivered", "trigger.issued", "200", "t1"));
    assertThat(err.toString()).contains("2 attempts, 1 more than listed; --limit 2 lists all");
  }

  /**
   * As read, the issues come first: they are of another topic than the no, and before their end.
   */
  @Test
  void whatWasRefusedOrTakenBackWhileNothingRanIsNotSentAfterwards() throws Exception {
    JobConfig config = config();
    Trigger before = offer("before");
    try (LocalRun run = LocalRun.start(Start.newest(config).config())) {
      send(config, before);
      awaitListed("\"status\":\"delivered\"");
      assertThat(run.web()).isNotNull();
    }
    received.clear();
    Trigger backTaken = offer("taken-back");
    send(config, backTaken);
    send(config, DeliveryStory.cancelled(backTaken, System.currentTimeMillis()));
    send(config, offer("refused"));
    object(config);
    try (LocalRun run = LocalRun.start(Start.newest(config).config())) {
      awaitListed("\"status\":\"suppressed\"");
      awaitListed("\"status\":\"cancelled\"");
      assertThat(run.web()).isNotNull();
    }
    assertThat(received).noneMatch(message -> message.endsWith(" " + body(backTaken)));
    assertThat(received).noneMatch(message -> message.contains("\"refused\""));
  }

  private static String body(Trigger trigger) {
    return new JsonBodies().of(trigger);
  }

  private static Trigger offer(String id) {
    return DeliveryStory.issued(id, Purpose.MARKETING, "email", System.currentTimeMillis());
  }

  private void awaitListed(String status) {
    do {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      assertThat(Thread.currentThread().isInterrupted()).as("in time: " + err).isFalse();
      assertThat(deliveries("list", "--json")).isZero();
    } while (!out.toString().contains(status));
  }

  private int deliveries(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] all = new String[arguments.length + 5];
    all[0] = "deliveries";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[arguments.length + 1] = "--bootstrap-servers";
    all[arguments.length + 2] = TestBroker.shared().bootstrapServers();
    all[arguments.length + 3] = "--topic-prefix";
    all[arguments.length + 4] = prefix;
    return line.execute(all);
  }

  private JobConfig config() throws Exception {
    int port = receiver.getAddress().getPort();
    Path destinations =
        Files.writeString(
            folder.resolve("destinations.yaml"),
            """
            destinations:
              - name: receiver
                kind: http
                url: http://localhost:%d/hook
                ports: [%d]
                allow_private: [127.0.0.0/8, "::1/128"]
            """
                .formatted(port, port));
    JobConfig config =
        JobConfig.load(
            Job.DELIVERY,
            Files.writeString(
                folder.resolve("delivery.yaml"),
                """
                waymark.bootstrap-servers: %s
                waymark.topic-prefix: %s
                waymark.destinations: %s
                execution.checkpointing.dir: %s
                execution.checkpointing.interval: 1s
                parallelism.default: 2
                """
                    .formatted(
                        TestBroker.shared().bootstrapServers(),
                        prefix,
                        destinations,
                        folder.resolve("checkpoints").toUri())));
    try (TopicAdmin admin = TopicAdmin.connect(config.settings().client())) {
      admin.ensure(config.settings().topics().all());
    }
    return config;
  }

  private static void send(JobConfig config, Trigger trigger) throws Exception {
    TriggerEncoder encoder = new TriggerEncoder();
    send(
        config,
        config.settings().topics().triggers(),
        encoder.key(trigger),
        encoder.value(trigger));
  }

  /** Ann wants none of it any more. */
  private static void object(JobConfig config) throws Exception {
    FactEncoder encoder = new FactEncoder();
    long now = System.currentTimeMillis();
    Fact fact = new Fact("f", Fact.Kind.OBJECTION, "ann", now, "e", "object", null, null, Map.of());
    send(config, config.settings().topics().facts(), encoder.key(fact), encoder.value(fact));
  }

  private static void send(JobConfig config, String topic, String key, byte[] value)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            config.settings().client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value))
          .get(60, TimeUnit.SECONDS);
    }
  }
}

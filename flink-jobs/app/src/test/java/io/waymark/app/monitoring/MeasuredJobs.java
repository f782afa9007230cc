package io.waymark.app.monitoring;

import com.sun.net.httpserver.HttpServer;
import io.waymark.app.broker.FreePorts;
import io.waymark.app.broker.TestBroker;
import io.waymark.app.canary.CanaryMetrics;
import io.waymark.app.canary.RunningCanary;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import io.waymark.app.run.LocalRun;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.RuleDocument;
import io.waymark.console.Console;
import io.waymark.console.ConsoleSettings;
import io.waymark.console.access.Access;
import io.waymark.console.store.DatabaseAddress;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.wire.InteractionCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** All jobs of an installation, each with Flink's reporter for Prometheus, and one who is told. */
final class MeasuredJobs implements AutoCloseable {
  private static final int CUSTOMERS = 20;

  private static final String RULES =
      """
      rules:
        - id: checkout-failed
          title: Checkout failed
          severity: high
          cooldown: 1h
          when: { event: begin_checkout }
          alert: {}
          intervene:
            action: call-back
            channel: web
            purpose: service
            useful_for: 1h
            holdout: 50%
            goals: [purchase]
            outcome_within: 7d
      """;

  private final Topics topics = new Topics(UUID.randomUUID() + ".");
  private final HttpServer receiver;
  private final AtomicInteger told = new AtomicInteger();
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          TestBroker.client(), new ByteArraySerializer(), new ByteArraySerializer());
  private final List<LocalRun> running = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();
  private @Nullable RunningCanary canary;
  private @Nullable CanaryMetrics canaryMetrics;
  private @Nullable Console console;

  private MeasuredJobs(HttpServer receiver) {
    this.receiver = receiver;
  }

  /** Starts them with the reporter's settings as they stand in the templates of the jobs. */
  static MeasuredJobs start(Path folder, Map<String, String> reporter) throws Exception {
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    MeasuredJobs jobs = new MeasuredJobs(receiver);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          jobs.told.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    try {
      jobs.prepare();
      for (Job job : Job.values()) {
        jobs.run(job, folder, reporter);
      }
      jobs.startCanary();
      jobs.startConsole(folder.resolve("console"));
    } catch (Exception e) {
      jobs.close();
      throw e;
    }
    return jobs;
  }

  private void prepare() {
    try (TopicAdmin admin = TopicAdmin.connect(TestBroker.client())) {
      admin.ensure(topics.all());
    }
    RuleDocument rule = RuleDocument.of(CatalogueLoader.load("rules.yaml", RULES).entries().get(0));
    new RulesTopic(TestBroker.client(), topics.rules(), InstantSource.system())
        .push(Map.of(rule.rule().id(), rule.text()), (id, text, from) -> text);
  }

  private void run(Job job, Path folder, Map<String, String> reporter) throws Exception {
    int port = FreePorts.find(1).get(0);
    StringBuilder config =
        new StringBuilder(
            """
            waymark.bootstrap-servers: %s
            waymark.topic-prefix: %s
            execution.checkpointing.dir: %s
            execution.checkpointing.interval: 1s
            parallelism.default: 1
            """
                .formatted(
                    TestBroker.shared().bootstrapServers(),
                    topics.prefix(),
                    folder.resolve(job.title()).toUri()));
    reporter.forEach(
        (key, value) ->
            config
                .append(key)
                .append(": ")
                .append(key.endsWith(".port") ? port : value)
                .append('\n'));
    if (job == Job.DELIVERY) {
      config.append("waymark.destinations: ").append(destinations(folder)).append('\n');
    }
    Path file = Files.writeString(folder.resolve(job.title() + ".yaml"), config);
    running.add(LocalRun.start(JobConfig.load(job, file)));
    ports.add(port);
  }

  private void startCanary() throws IOException {
    canary =
        RunningCanary.start(
            TestBroker.client(), topics, Duration.ofMinutes(1), InstantSource.system());
    canaryMetrics =
        CanaryMetrics.serve(canary, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ports.add(canaryMetrics.port());
  }

  private void startConsole(Path folder) throws Exception {
    ConsoleSettings settings =
        new ConsoleSettings(
            "127.0.0.1",
            0,
            null,
            new Access.Open(),
            TestBroker.client(),
            topics.prefix(),
            DatabaseAddress.in(folder));
    console = Console.start(settings, InstantSource.system());
    ports.add(console.page().getPort());
  }

  private Path destinations(Path folder) throws IOException {
    int port = receiver.getAddress().getPort();
    return Files.writeString(
        folder.resolve("destinations.yaml"),
        """
        destinations:
          - name: marketing
            kind: http
            url: http://localhost:%d/
            ports: [%d]
            allow_private: [127.0.0.0/8, "::1/128"]
        """
            .formatted(port, port));
  }

  /** One of the customers fails at the checkout, and a record comes that is none. */
  void somethingHappens(int number) {
    Event event =
        new Event(
            "e" + number,
            "begin_checkout",
            System.currentTimeMillis(),
            "c" + number % CUSTOMERS,
            null,
            null,
            "web",
            null,
            Map.of());
    send(new InteractionCodec().encode(event));
    send("{".getBytes(StandardCharsets.UTF_8));
    producer.flush();
  }

  private void send(byte[] value) {
    producer.send(new ProducerRecord<>(topics.interactions(), value));
  }

  /** How many messages have arrived. */
  int told() {
    return told.get();
  }

  /** Where the metrics of the jobs, the canary and the console are. */
  List<String> targets() {
    return ports.stream().map(port -> "127.0.0.1:" + port).toList();
  }

  @Override
  public void close() {
    if (console != null) {
      console.close();
    }
    if (canaryMetrics != null) {
      canaryMetrics.close();
    }
    if (canary != null) {
      canary.close();
    }
    running.forEach(LocalRun::close);
    producer.close();
    receiver.stop(0);
  }
}

package io.waymark.app.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.RulesTopic;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import io.waymark.app.run.LocalRun;
import io.waymark.catalogue.CatalogueLoader;
import io.waymark.catalogue.RuleDocument;
import io.waymark.domain.canary.CanaryWatch.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The canary of an installation that runs. */
@Timeout(240)
class CanaryITCase {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final String RULES =
      """
      rules:
        - id: anything
          title: Anything
          when: { event: "*" }
          alert: {}
      """;

  private final Topics topics = new Topics(UUID.randomUUID() + ".");
  @TempDir private Path folder;

  @BeforeEach
  void prepare() {
    try (TopicAdmin admin = TopicAdmin.connect(TestBroker.client())) {
      admin.ensure(topics.all());
    }
    RuleDocument rule = RuleDocument.of(CatalogueLoader.load("rules.yaml", RULES).entries().get(0));
    new RulesTopic(TestBroker.client(), topics.rules(), InstantSource.system())
        .push(Map.of(rule.rule().id(), rule.text()), (id, text, from) -> text);
  }

  @Test
  void aJobThatRunsMissesItAndTheOneWhoAsksIsTold() throws Exception {
    try (LocalRun job = LocalRun.start(journey());
        RunningCanary canary = start();
        CanaryMetrics metrics =
            CanaryMetrics.serve(
                canary, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      while (canary.count(Outcome.PROVEN) < 2) {
        assertThat(canary.count(Outcome.WRONG)).isZero();
        pause();
      }

      String told = get(metrics.port());
      assertThat(told)
          .contains("waymark_canary_every_seconds 5.0")
          .containsPattern("waymark_canary_probes_total\\{outcome=\"proven\"} [1-9]")
          .contains("waymark_canary_probes_total{outcome=\"lost\"} 0")
          .containsPattern("(?m)^waymark_canary_age_seconds \\d");
    }
  }

  @Test
  void aFailureOfItsOwnDoesNotEndIt() {
    AtomicInteger asked = new AtomicInteger();
    InstantSource fails =
        () -> {
          if (Thread.currentThread().getName().equals("canary") && asked.incrementAndGet() == 2) {
            throw new IllegalStateException("no time");
          }
          return Instant.now();
        };
    try (RunningCanary canary = RunningCanary.start(TestBroker.client(), topics, EVERY, fails)) {
      while (asked.get() < 5) {
        pause();
      }
      assertThat(canary.count(Outcome.WRONG)).isZero();
    }
  }

  private RunningCanary start() {
    return RunningCanary.start(TestBroker.client(), topics, EVERY, InstantSource.system());
  }

  private JobConfig journey() throws Exception {
    return JobConfig.load(
        Job.JOURNEY,
        Files.writeString(
            folder.resolve("journey.yaml"),
            """
            waymark.bootstrap-servers: %s
            waymark.topic-prefix: %s
            execution.checkpointing.dir: %s
            execution.checkpointing.interval: 1s
            parallelism.default: 2
            """
                .formatted(
                    TestBroker.shared().bootstrapServers(),
                    topics.prefix(),
                    folder.resolve("checkpoints").toUri())));
  }

  private static String get(int port) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static void pause() {
    LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    assertThat(Thread.currentThread().isInterrupted()).as("out of time").isFalse();
  }
}

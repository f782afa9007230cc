package io.waymark.app.cli;

import static io.waymark.app.broker.SecuredInstallation.OTHER;
import static io.waymark.app.broker.SecuredInstallation.USERS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.SecuredInstallation;
import io.waymark.app.canary.RunningCanary;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.Topics;
import io.waymark.app.run.LocalRun;
import io.waymark.app.run.Patience;
import io.waymark.console.Console;
import io.waymark.console.ConsoleSettings;
import io.waymark.console.access.Access;
import io.waymark.console.store.DatabaseAddress;
import io.waymark.domain.canary.CanaryWatch;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/**
 * Where brokers ask for TLS, passwords and rights, an engineer sets up what all jobs then run on.
 */
@Timeout(300)
class SecuredJobsITCase {
  private static final String RULES =
      """
      rules:
        - id: complained
          title: Complained
          severity: high
          when: { event: complaint }
          intervene: { action: call-back, channel: call, purpose: service, useful_for: 24h }
      """;
  private static final SecuredInstallation SECURED = SecuredInstallation.shared();

  private final StringWriter err = new StringWriter();

  @Test
  void jobsAndConsoleRunWithTheRightsOfTheirUsersAndAskForNoOthers() throws Exception {
    Path engineer = SECURED.config("engineer", "");
    assertThat(execute("topics", "apply", "--config", engineer.toString())).as("%s", err).isZero();
    Path rules = Files.writeString(SECURED.folder().resolve("rules.yaml"), RULES);
    assertThat(
            execute("rules", "push", "--rules", rules.toString(), "--config", engineer.toString()))
        .as("%s", err)
        .isZero();
    Topics topics = Topics.standard();
    try (KafkaProducer<byte[], byte[]> source = SECURED.producer("source")) {
      source.send(record(topics.interactions(), event("complaint", "ana")));
      // Of this one there is a fact, too, which all other jobs read.
      source.send(record(topics.interactions(), event("erase", "ben"))).get(30, TimeUnit.SECONDS);
    }

    try (LocalRun run = LocalRun.start(job(Job.JOURNEY, ""));
        RunningCanary canary =
            RunningCanary.start(
                SECURED.client("canary"), topics, Duration.ofSeconds(5), InstantSource.system())) {
      awaitMissed(canary);
      awaitRecord("console", topics.signals());
      awaitRecord("console", topics.facts());
      awaitPublishedOffsets(Job.JOURNEY);
    }
    try (LocalRun run = LocalRun.start(job(Job.INTERVENTION, ""))) {
      awaitRecord("console", topics.decisions());
      awaitPublishedOffsets(Job.INTERVENTION);
    }
    try (LocalRun run = LocalRun.start(job(Job.PULSE, ""))) {
      awaitPublishedOffsets(Job.PULSE);
    }
    Path destinations =
        Files.writeString(
            SECURED.folder().resolve("destinations.yaml"),
            "destinations: [{name: a, kind: cloudevents, url: \"https://a.invalid/\"}]\n");
    try (LocalRun run =
        LocalRun.start(job(Job.DELIVERY, "waymark.destinations: " + destinations))) {
      awaitPublishedOffsets(Job.DELIVERY);
    }

    awaitConsoleHasRead("signals", "decisions");

    for (String user : USERS) {
      assertThat(
              SECURED.broker().refused("waymark-" + user).stream().filter(SecuredJobsITCase::isOwn))
          .as(user)
          .isEmpty();
    }
  }

  /** Of the installation whose jobs were run: those of others are meant to be refused. */
  private static boolean isOwn(String line) {
    return Stream.of(OTHER, RefusedDeadLettersITCase.TOPICS.prefix())
        .noneMatch(prefix -> line.contains(":" + prefix) || line.contains("/" + prefix));
  }

  private static void awaitMissed(RunningCanary canary) {
    while (canary.count(CanaryWatch.Outcome.PROVEN) == 0) {
      assertThat(Thread.currentThread().isInterrupted()).as("out of time: the canary").isFalse();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private static void awaitRecord(String user, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = SECURED.consumer(user)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(found -> new TopicPartition(topic, found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (consumer.poll(Duration.ofMillis(200)).isEmpty()) {
        assertThat(Thread.currentThread().isInterrupted()).as("out of time: " + topic).isFalse();
      }
    }
  }

  private static void awaitConsoleHasRead(String... topics) throws Exception {
    ConsoleSettings settings =
        new ConsoleSettings(
            "127.0.0.1",
            0,
            null,
            new Access.Open(),
            SECURED.client("console"),
            Topics.DEFAULT_PREFIX,
            DatabaseAddress.in(SECURED.folder().resolve("console")));
    try (Console console = Console.start(settings, InstantSource.system())) {
      HttpRequest metrics = HttpRequest.newBuilder(console.page().resolve("/metrics")).build();
      for (String topic : topics) {
        Pattern read =
            Pattern.compile("_records_read_total\\{topic=\"[^\"]*" + topic + "\"} [1-9]");
        while (!read.matcher(
                HttpClient.newHttpClient()
                    .send(metrics, HttpResponse.BodyHandlers.ofString())
                    .body())
            .find()) {
          Patience.pause("until the console reads " + topic);
        }
      }
    }
  }

  /** They are published with a checkpoint, under the group of the job. */
  private static void awaitPublishedOffsets(Job job) throws Exception {
    try (Admin admin = Admin.create(SECURED.broker().administrator())) {
      while (admin
          .listConsumerGroupOffsets(Topics.DEFAULT_PREFIX + job.title())
          .partitionsToOffsetAndMetadata()
          .get(30, TimeUnit.SECONDS)
          .isEmpty()) {
        Patience.pause("until offsets of " + job);
      }
    }
  }

  private static JobConfig job(Job job, String more) throws Exception {
    return JobConfig.load(job, SECURED.config(job.title(), more));
  }

  private static String event(String type, String customer) {
    return """
    {"event_id":"%s","event_type":"%s","event_time":"%s","customer_id":"%s","channel":"call"}"""
        .formatted(customer, type, Instant.now(), customer);
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String value) {
    return new ProducerRecord<>(topic, "k".getBytes(UTF_8), value.getBytes(UTF_8));
  }

  private int execute(String... arguments) {
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}

package io.waymark.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.KafkaAcls;
import io.waymark.app.broker.SecuredInstallation;
import io.waymark.app.broker.WrittenRecords;
import io.waymark.app.job.Job;
import io.waymark.app.job.JobConfig;
import io.waymark.app.kafka.Topics;
import io.waymark.app.run.LocalRun;
import io.waymark.app.run.Patience;
import io.waymark.app.run.RunRest;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.DeadLetterCodec;
import io.waymark.pipeline.wire.SignalCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** The right to write dead letters is taken from a job that runs, and given back. */
@Timeout(300)
class RefusedDeadLettersITCase {
  static final Topics TOPICS = new Topics("refused.");

  private static final int A_FEW = 20;
  private static final String RULES =
      """
      rules:
        - id: complained
          title: Complained
          when: { event: complaint }
      """;
  private static final SecuredInstallation SECURED = SecuredInstallation.shared();

  private final StringWriter err = new StringWriter();

  @Test
  void whileAnAuthorizerRefusesThemTheJobFailsAndNoneIsDropped() throws Exception {
    try (Admin admin = Admin.create(SECURED.broker().administrator())) {
      AclBinding right = install(admin);
      try (KafkaProducer<byte[], byte[]> source = SECURED.producer("source");
          LocalRun run = LocalRun.start(JobConfig.load(Job.JOURNEY, config("journey")))) {
        RunRest rest = new RunRest(run);
        send(source, 0, A_FEW);
        Patience.until("dead letters", () -> dead().equals(numbers(A_FEW)));
        assertThat(rest.failures()).isZero();

        admin.deleteAcls(List.of(right.toFilter())).all().get(30, TimeUnit.SECONDS);
        send(source, A_FEW, 2 * A_FEW);
        Patience.until("a job that has failed more than once", () -> rest.failures() > 1);
        assertThat(refusals()).isNotEmpty();
        send(source, 2 * A_FEW, 3 * A_FEW);
        assertThat(dead()).isEqualTo(numbers(A_FEW));

        admin.createAcls(List.of(right)).all().get(30, TimeUnit.SECONDS);
        Patience.until("all dead letters", () -> dead().equals(numbers(3 * A_FEW)));
        Patience.until("all signals", () -> signals().equals(numbers(3 * A_FEW)));
      }
    }
  }

  /** Rights, topics and rules; answers the right that is taken away. */
  private AclBinding install(Admin admin) throws Exception {
    List<AclBinding> all = KafkaAcls.of(SECURED.folder(), TOPICS.prefix());
    admin.createAcls(all).all().get(30, TimeUnit.SECONDS);
    Path rules = Files.writeString(SECURED.folder().resolve("refused.yaml"), RULES);
    execute("topics", "apply", "--config", config("engineer").toString());
    execute(
        "rules", "push", "--rules", rules.toString(), "--config", config("engineer").toString());
    return all.stream()
        .filter(acl -> acl.pattern().name().equals(TOPICS.deadLetters()))
        .filter(acl -> acl.entry().operation() == AclOperation.WRITE)
        .filter(acl -> acl.entry().principal().equals("User:waymark-journey"))
        .findFirst()
        .orElseThrow();
  }

  private static Path config(String user) throws IOException {
    return SECURED.config(
        user,
        """
        waymark.topic-prefix: %s
        restart-strategy.type: exponential-delay
        restart-strategy.exponential-delay.initial-backoff: 200ms
        restart-strategy.exponential-delay.max-backoff: 500ms
        """
            .formatted(TOPICS.prefix()));
  }

  private void execute(String... arguments) {
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(new StringWriter()));
    line.setErr(new PrintWriter(err, true));
    assertThat(line.execute(arguments)).as("%s", err).isZero();
  }

  /** Of each number somebody who complains and, before that, a record that is none. */
  private static void send(KafkaProducer<byte[], byte[]> source, int from, int to)
      throws Exception {
    for (int i = from; i < to; i++) {
      source.send(record("{\"broken\":" + i));
      source.send(
          record(
              """
              {"event_id":"%1$d","event_type":"complaint","event_time":"%2$s","customer_id":"c-%1$d"}"""
                  .formatted(i, Instant.now())));
    }
    source.flush();
  }

  private static ProducerRecord<byte[], byte[]> record(String value) {
    return new ProducerRecord<>(TOPICS.interactions(), value.getBytes(UTF_8));
  }

  private static Set<String> numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The numbers of the dead letters that there are. */
  private static Set<String> dead() throws Exception {
    Set<String> numbers = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> one : all(TOPICS.deadLetters())) {
      DeadLetter letter = new DeadLetterCodec().decode(one.value());
      numbers.add(new String(Objects.requireNonNull(letter.value()), UTF_8).replaceAll("\\D", ""));
    }
    return numbers;
  }

  /** The numbers of the customers of the signals that there are. */
  private static Set<String> signals() throws Exception {
    Set<String> numbers = new TreeSet<>();
    for (ConsumerRecord<byte[], byte[]> one : all(TOPICS.signals())) {
      numbers.add(new SignalCodec().decode(one.value()).customerId().substring(2));
    }
    return numbers;
  }

  private static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    return WrittenRecords.of(SECURED.broker().administrator(), topic);
  }

  private static List<String> refusals() throws IOException {
    return SECURED.broker().refused("waymark-journey").stream()
        .filter(line -> line.contains("WRITE") && line.contains(":" + TOPICS.deadLetters()))
        .toList();
  }
}

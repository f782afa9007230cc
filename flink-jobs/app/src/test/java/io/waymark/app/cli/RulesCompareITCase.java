package io.waymark.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.friction.Signal.Status;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.wire.SignalCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a rule in shadow would have done is seen beside what the live one did. */
@Timeout(120)
class RulesCompareITCase {
  private static final long T = Instant.parse("2026-03-01T10:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000;

  private final String prefix = UUID.randomUUID() + ".";
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @BeforeEach
  void publish() throws IOException {
    try (TopicAdmin admin = TopicAdmin.connect(TestBroker.client())) {
      admin.ensure(new Topics(prefix).all());
    }
    Path rules =
        Files.writeString(
            folder.resolve("rules.yaml"),
            """
            rules:
              - {id: left, title: Left, when: {event: leave}}
              - id: left-next
                title: Left for good
                mode: shadow
                effective_from: 2026-03-01T09:00:00Z
                when: {event: leave}
            """);
    assertThat(execute("rules", "push", "--rules", rules.toString())).isZero();
  }

  @Test
  void whoIsNoticedByOneRuleAloneIsListed() {
    write(
        signal("1", "left", "ann", Status.FIRED, T),
        signal("2", "left-next", "ann", Status.FIRED, T),
        signal("3", "left", "bob", Status.FIRED, T),
        signal("4", "left-next", "bob", Status.FIRED, T + HOUR),
        signal("4", "left-next", "bob", Status.FIRED, T + HOUR),
        signal("5", "left", "cleo", Status.FIRED, T),
        signal("6", "left-next", "dan", Status.FIRED, T),
        signal("7", "left-next", "dan", Status.FIRED, T + 2 * HOUR),
        signal("8", "other", "eve", Status.FIRED, T),
        // Before the shadow was there nothing can be compared.
        signal("9", "left", "cleo", Status.FIRED, T - 2 * HOUR),
        signal("10", "left", "eve", Status.FIRED, T),
        signal("10", "left", "eve", Status.RETRACTED, T));

    assertThat(execute("rules", "compare", "left", "left-next")).isEqualTo(1);

    assertThat(out.toString())
        .containsPattern("2 fires of both, 1 of them at once\\R")
        .containsPattern("1 only of left, 1 customers\\R +2026-03-01T10:00:00Z  cleo  5\\R")
        .containsPattern("2 only of left-next, 1 customers\\R.* dan  6\\R.*T12:00:00Z  dan  7\\R");
    assertThat(err.toString()).contains("since 2026-03-01T09:00:00Z");

    assertThat(execute("rules", "compare", "left", "left-next", "--apart", "59m", "--samples", "0"))
        .isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("1 fires of both, 1 of them at once\\R")
        .containsPattern("2 only of left, 2 customers\\R +3 only of left-next, 2 customers\\R");
  }

  @Test
  void twoThatNoticeTheSameDoNotDiffer() {
    write(
        signal("1", "left", "ann", Status.FIRED, T),
        signal("2", "left-next", "ann", Status.FIRED, T));

    assertThat(execute("rules", "compare", "left", "left-next")).isZero();
  }

  @Test
  void aRuleThatIsNotPublishedIsSaid() {
    assertThat(execute("rules", "compare", "left", "right")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no rule right");
  }

  private void write(Signal... signals) {
    SignalCodec codec = new SignalCodec();
    try (var producer =
        new KafkaProducer<>(
            TestBroker.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      List<? extends Future<?>> sent =
          Stream.of(signals)
              .map(
                  signal ->
                      producer.send(
                          new ProducerRecord<>(
                              prefix + "signals",
                              signal.customerId().getBytes(StandardCharsets.UTF_8),
                              codec.encode(signal, signal.occurredAt()))))
              .toList();
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Signal signal(
      String id, String rule, String customer, Status status, long occurredAt) {
    return new Signal(
        id,
        rule,
        1,
        rule,
        Kind.FRICTION,
        Severity.MEDIUM,
        rule.equals("left") ? Mode.LIVE : Mode.SHADOW,
        customer,
        Map.of(),
        status,
        occurredAt,
        null,
        null,
        null,
        null,
        List.of(),
        Journey.UNKNOWN);
  }

  private int execute(String... arguments) {
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(
        Stream.of(
                Stream.of(arguments),
                Stream.of(
                    "--bootstrap-servers",
                    TestBroker.shared().bootstrapServers(),
                    "--topic-prefix",
                    prefix))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }
}

package io.waymark.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.app.broker.TestBroker;
import io.waymark.app.broker.WrittenRecords;
import io.waymark.app.format.Format;
import io.waymark.app.format.NamedFormat;
import io.waymark.app.kafka.ArrivalLimits;
import io.waymark.app.kafka.Arrivals;
import io.waymark.app.kafka.DeadLetterEncoder;
import io.waymark.app.kafka.Polled;
import io.waymark.app.kafka.TopicAdmin;
import io.waymark.app.kafka.Topics;
import io.waymark.domain.event.Event;
import io.waymark.pipeline.journey.Envelope;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.InteractionCodec;
import io.waymark.pipeline.wire.RejectReason;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(120)
class DeadLettersCommandITCase {
  private static final int PARTITIONS = 4;
  private static final long T = 1_750_000_000_000L;

  /** Has the event's id in a header, as some have all but the data there. */
  private static final Format HEADERS =
      maxBytes ->
          (record, out) ->
              out.event(event(new String(record.headers().get("ce_id"), UTF_8), record.value()));

  private final Topics topics = new Topics(UUID.randomUUID() + ".");
  private final String clicks = topics.prefix() + "clicks";
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void createTopics() {
    try (TopicAdmin admin = TopicAdmin.connect(TestBroker.client())) {
      admin.ensure(topics.all());
      admin.ensure(List.of(new Topics.Topic(clicks, PARTITIONS, Map.of())));
    }
  }

  @Test
  void brokenRecordsAreListedAndOnceTheirCauseIsMendedReplayedOnce() throws Exception {
    byte[] large = new InteractionCodec().encode(event("e1", new byte[500]));
    ProducerRecord<byte[], byte[]> click =
        new ProducerRecord<>(clicks, 2, null, "click".getBytes(UTF_8));
    click.headers().add("ce_id", "e2".getBytes(UTF_8)).add("none", null);
    send(new ProducerRecord<>(topics.interactions(), 1, "c1".getBytes(UTF_8), large), click);
    file(letters(topics.interactions(), NamedFormat.WAYMARK, small()));
    file(letters(clicks, NamedFormat.WAYMARK, ArrivalLimits.DEFAULT));

    assertThat(letters("list", "--since", "1h")).isZero();
    assertThat(out.toString().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("WHEN"),
            line ->
                assertThat(line).matches("20\\S+Z  \\S+interactions +1 +0  oversize  .*bytes.*"),
            line ->
                assertThat(line).matches("20\\S+Z  \\S+clicks +2 +0  undecodable  .*neither.*"));
    assertThat(err.toString()).contains("2 dead letters");
    assertThat(letters("list", "--json", "--limit", "1")).isZero();
    assertThat(out.toString())
        .startsWith("{\"topic\":\"%s\",\"partition\":2,\"offset\":0".formatted(clicks))
        .endsWith("\"headers\":[{\"name\":\"ce_id\",\"value\":\"ZTI=\"},{\"name\":\"none\"}]}\n");
    assertThat(err.toString()).contains("2 dead letters, 1 more than listed; --limit 2 lists all");
    assertThat(letters("list", "--since", "2100-01-01T00:00:00Z")).isZero();
    assertThat(out.toString()).isEmpty();

    assertThat(letters("replay", "--dry-run")).isZero();
    assertThat(err.toString()).contains("2 dead letters would be sent back; nothing was sent");
    assertThat(letters("replay", "--reason", "undecodable")).isZero();
    assertThat(out.toString()).containsPattern("clicks +undecodable +1");
    assertThat(letters("replay")).isZero();
    assertThat(out.toString()).containsPattern("interactions +oversize +1");
    assertThat(letters("replay")).isZero();
    assertThat(err.toString()).contains("0 dead letters were sent back");

    assertThat(events(topics.interactions(), NamedFormat.WAYMARK)).containsExactly("e1", "e1");
    assertThat(events(clicks, HEADERS)).containsExactly("e2", "e2");
    List<ConsumerRecord<byte[], byte[]>> twice = records(clicks);
    assertThat(twice).extracting(ConsumerRecord::partition).containsExactly(2, 2);
    assertThat(twice.get(1).headers()).isEqualTo(twice.get(0).headers());
  }

  @Test
  void whatCantBeSentBackIsSaidAndIsAFinding() throws Exception {
    file(
        List.of(
            new DeadLetter(
                clicks + "-of-before", 0, 7, T, RejectReason.NO_ID, "none", null, new byte[1]),
            new DeadLetter(
                clicks, 0, 7, T, RejectReason.OVERSIZE, "x", null, null, List.of(), true),
            new DeadLetter(
                clicks, 0, 8, T, RejectReason.OVERSIZE, "x", null, randomBytes(2 << 20))));

    assertThat(letters("replay")).isEqualTo(ExitCode.FINDINGS);

    assertThat(err.toString())
        .contains("0 dead letters were sent back")
        .contains("1 can't be: the record was too large to be kept whole")
        .contains("1 can't be: there is no topic " + clicks + "-of-before;")
        .contains("1 can't be: " + clicks + " refuses records of their size;");
    assertThat(letters("replay")).isZero();
    assertThat(letters("replay", "--again", "--topic", clicks)).isEqualTo(ExitCode.FINDINGS);
  }

  @Test
  void aTopicThatIsMissingAndABrokerThatIsDownAreSaid() {
    assertThat(
            execute(
                "dead-letters",
                "replay",
                "--bootstrap-servers",
                TestBroker.shared().bootstrapServers(),
                "--topic-prefix",
                "none."))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString())
        .contains("waymark dead-letters replay: There is no topic none.dead-letters.");
    assertThat(execute("dead-letters", "list", "--bootstrap-servers", "127.0.0.1:1"))
        .isEqualTo(ExitCode.COULD_NOT_RUN);
    assertThat(err.toString())
        .contains("waymark dead-letters list: No Kafka broker answers at 127.0.0.1:1");
  }

  private static Event event(String id, byte[] data) {
    return new Event(
        id, "click", T, "c1", null, null, null, null, Map.of("data", new String(data, UTF_8)));
  }

  private static ArrivalLimits small() {
    return new ArrivalLimits(100, Duration.ofMinutes(10), Duration.ofDays(7));
  }

  private static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    new java.util.Random(7).nextBytes(bytes);
    return bytes;
  }

  /** What a job makes of the topic's records. */
  private static List<Arrival> arrivals(String topic, Format format, ArrivalLimits limits) {
    Arrivals schema = new Arrivals(format, limits);
    List<Polled<Arrival>> polled = new ArrayList<>();
    records(topic).forEach(record -> schema.deserialize(record, new ListCollector<>(polled)));
    return polled.stream().map(Polled::element).toList();
  }

  private static List<DeadLetter> letters(String topic, Format format, ArrivalLimits limits) {
    return arrivals(topic, format, limits).stream().map(DeadLetter.class::cast).toList();
  }

  private static List<String> events(String topic, Format format) {
    return arrivals(topic, format, ArrivalLimits.DEFAULT).stream()
        .map(arrival -> new InteractionCodec().decodeBody(((Envelope) arrival).body()).id())
        .toList();
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = WrittenRecords.of(TestBroker.client(), topic);
    records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
    return records;
  }

  private void file(List<DeadLetter> letters) throws Exception {
    for (DeadLetter letter : letters) {
      DeadLetterEncoder encoder = new DeadLetterEncoder();
      send(
          new ProducerRecord<>(
              topics.deadLetters(), encoder.key(letter).getBytes(UTF_8), encoder.value(letter)));
    }
  }

  @SafeVarargs
  private static void send(ProducerRecord<byte[], byte[]>... records) throws Exception {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers",
            TestBroker.shared().bootstrapServers(),
            "max.request.size",
            8 << 20);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> record : records) {
        producer.send(record).get(20, TimeUnit.SECONDS);
      }
    }
  }

  private int letters(String... arguments) {
    return execute(
        Stream.of(
                Stream.of("dead-letters"),
                Arrays.stream(arguments),
                Stream.of(
                    "--bootstrap-servers",
                    TestBroker.shared().bootstrapServers(),
                    "--topic-prefix",
                    topics.prefix()))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private int execute(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = Waymark.commandLine(false);
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}

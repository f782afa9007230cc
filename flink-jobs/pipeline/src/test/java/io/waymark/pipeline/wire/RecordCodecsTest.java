package io.waymark.pipeline.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waymark.avro.contract.Subject;
import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.Deviation;
import io.waymark.domain.alert.Impact;
import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.pulse.Measure;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

/** What jobs tell each other arrives as it was sent. */
class RecordCodecsTest {
  private static final long T = 1_767_261_600_000L;
  private static final List<Evidence> EVIDENCE =
      List.of(new Evidence("e1", "add_to_cart", T - 5, "/cart"), new Evidence("e2", "x", T, null));
  private static final Map<String, Object> INSTANCE =
      Map.of("cart_id", "k1", "number", 7L, "price", 1.5, "gift", true);

  private final SignalCodec signals = new SignalCodec();

  @Test
  void aSignal() throws Exception {
    Signal full = signal(INSTANCE, "web", 60_000L, new Journey("purchase", 40.0, -0.5, 3.0));
    Signal bare = signal(Map.of(), null, null, Journey.UNKNOWN);

    assertThat(signals.decode(signals.encode(full, T + 9))).isEqualTo(full);
    assertThat(signals.decode(signals.encode(bare, T + 9))).isEqualTo(bare);
  }

  @Test
  void whenASignalWasDetectedTravelsWithIt() throws Exception {
    byte[] message = signals.encode(signal(INSTANCE, "web", null, Journey.UNKNOWN), T + 9);

    io.waymark.avro.Signal record =
        new RecordReader<io.waymark.avro.Signal>(
                Subject.SIGNAL.byFingerprint(), Subject.SIGNAL.current())
            .read(message);
    assertThat(record.getDetectedAt().toEpochMilli()).isEqualTo(T + 9);
  }

  @Test
  void wholeNumbersOfAnInstanceAreIntegersWhateverTheyWere() throws Exception {
    BigInteger huge = BigInteger.TWO.pow(80);
    Signal sent = signal(Map.of("a", 2.0, "b", huge), null, null, Journey.UNKNOWN);

    assertThat(signals.decode(signals.encode(sent, T)).instance())
        .isEqualTo(Map.of("a", 2L, "b", huge));
  }

  @Test
  void aReceiptOfEveryStore() throws Exception {
    ErasureCodec codec = new ErasureCodec();
    for (Erasure.Store store : Erasure.Store.values()) {
      Erasure receipt = new Erasure("0af3", store, T, T + 9, 2);
      assertThat(codec.decode(codec.encode(receipt))).isEqualTo(receipt);
    }
  }

  @Test
  void aFactOfEveryKind() throws Exception {
    FactCodec codec = new FactCodec();
    Map<String, Object> attributes = new HashMap<>(Map.of("purpose", "marketing", "granted", true));
    attributes.put("note", null);
    for (Fact.Kind kind : Fact.Kind.values()) {
      Fact fact = new Fact("f1", kind, "c1", T, "e1", "any_type", "web", null, attributes);
      assertThat(codec.decode(codec.encode(fact))).isEqualTo(fact);
    }
  }

  @Test
  void aTrigger() throws Exception {
    TriggerCodec codec = new TriggerCodec();
    Trigger issued =
        new Trigger(
            "t1",
            Trigger.Status.ISSUED,
            null,
            "s1",
            "rule",
            3,
            "c1",
            INSTANCE,
            "resume-checkout",
            "email",
            Purpose.MARKETING,
            50,
            Severity.HIGH,
            T,
            T + 1,
            T + 2,
            "x",
            "treated",
            "/cart",
            "purchase",
            EVIDENCE,
            new Journey("purchase", 40.0, null, null),
            T + 2);
    Trigger cancelled =
        new Trigger(
            "t1",
            Trigger.Status.CANCELLED,
            "resolved",
            "s1",
            "rule",
            3,
            "c1",
            Map.of(),
            "call",
            null,
            Purpose.SERVICE,
            0,
            Severity.INFO,
            T,
            T,
            T,
            null,
            null,
            null,
            null,
            List.of(),
            Journey.UNKNOWN,
            null);

    assertThat(codec.decode(codec.encode(issued))).isEqualTo(issued);
    assertThat(codec.decode(codec.encode(cancelled))).isEqualTo(cancelled);
  }

  @Test
  void anAlertOfEveryStatus() throws Exception {
    AlertCodec codec = new AlertCodec();
    for (Alert.Status status : Alert.Status.values()) {
      Alert alert =
          new Alert(
              "a1",
              status,
              Alert.Origin.SIGNALS,
              Map.of("touchpoint", "/cart"),
              List.of("r1"),
              Severity.CRITICAL,
              "Title",
              "/cart",
              null,
              "web",
              "https://runbook",
              new Impact(2, 1, List.of("s1"), 1, 11L, Impact.Trend.STEADY, 99.5, "THB"),
              null,
              T,
              T + 1,
              "incident",
              2,
              status == Alert.Status.RESOLVED ? Alert.Cause.QUIET : null);
      assertThat(codec.decode(codec.encode(alert))).isEqualTo(alert);
    }
  }

  @Test
  void anAlertOfAnAnomaly() throws Exception {
    AlertCodec codec = new AlertCodec();
    Alert alert =
        new Alert(
            "a1",
            Alert.Status.OPEN,
            Alert.Origin.ANOMALY,
            Map.of("touchpoint", "/pay"),
            List.of("payment-failure-spike", "payment-failed"),
            Severity.CRITICAL,
            "Payments fail at /pay",
            "/pay",
            null,
            null,
            null,
            new Impact(3, 0, List.of(), 0, null, null, null, null),
            new Deviation(Measure.PAYMENT_FAILURES, 0.31, 0.04),
            T,
            T,
            null,
            0,
            null);
    assertThat(codec.decode(codec.encode(alert))).isEqualTo(alert);
  }

  @Test
  void aDeadLetterKeepsTheOriginalBytesAndHeaders() throws Exception {
    DeadLetterCodec codec = new DeadLetterCodec();
    byte[] value = {0, -1, 0x7F, (byte) 0x80};
    DeadLetter letter =
        new DeadLetter(
            "interactions",
            3,
            42,
            T,
            RejectReason.OVERSIZE,
            "too big",
            null,
            value,
            List.of(new DeadLetter.Header("ce_id", value), new DeadLetter.Header("ce_id", null)),
            true);

    DeadLetter read = codec.decode(codec.encode(letter));

    assertThat(read).usingRecursiveComparison().isEqualTo(letter);
  }

  @Test
  void aDeadLetterOfTheFirstVersionIsReadWithoutHeaders() throws Exception {
    Schema first = Subject.DEAD_LETTER.released().get(0);
    GenericRecord record =
        new GenericRecordBuilder(first)
            .set("topic", "interactions")
            .set("partition", 3)
            .set("offset", 42L)
            .set("reason", "no_id")
            .set("detail", "none")
            .build();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new BinaryMessageEncoder<GenericRecord>(GenericData.get(), first).encode(record, out);

    assertThat(new DeadLetterCodec().decode(out.toByteArray()))
        .isEqualTo(
            new DeadLetter("interactions", 3, 42, null, RejectReason.NO_ID, "none", null, null));
  }

  @Test
  void aWordThatIsNotKnownIsUndecodable() {
    byte[] message = signals.encode(signal(INSTANCE, "web", null, Journey.UNKNOWN), T);
    String text = new String(message, java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] other =
        text.replace("friction", "fraction").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    UndecodableException e =
        catchThrowableOfType(UndecodableException.class, () -> signals.decode(other));

    assertThat(e.reason()).isEqualTo(RejectReason.UNDECODABLE);
    assertThat(e.detail()).isEqualTo("kind has the unknown value 'fraction'");
  }

  @Test
  void brokenBytesNeverEndInAnythingButARefusal() {
    byte[] message = signals.encode(signal(INSTANCE, "web", 5L, Journey.UNKNOWN), T);
    Random random = new Random(17);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] broken = Arrays.copyOf(message, 2 + random.nextInt(message.length));
      for (int i = random.nextInt(3); i >= 0; i--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      try {
        signals.decode(broken);
      } catch (UndecodableException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static Signal signal(
      Map<String, Object> instance, String channel, Long waited, Journey journey) {
    return new Signal(
        "s1",
        "rule",
        3,
        "Title",
        Kind.FRICTION,
        Severity.MEDIUM,
        Mode.SHADOW,
        "anon:a",
        instance,
        Signal.Status.ESCALATED,
        T,
        channel,
        "/cart",
        "purchase",
        waited,
        EVIDENCE,
        journey);
  }
}

package io.waymark.pipeline.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.waymark.domain.erasure.Erasure;
import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.Effects;
import io.waymark.domain.friction.Fact;
import io.waymark.domain.friction.HandOver;
import io.waymark.domain.friction.RuleUsage;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.erasure.ErasureSerializer;
import io.waymark.pipeline.rules.RuleUpdate;
import io.waymark.pipeline.rules.RuleUpdateSerializer;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.FactSerializer;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.SignalSerializer;
import io.waymark.pipeline.wire.BodyUpgrade;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.Filtered;
import io.waymark.pipeline.wire.Origin;
import io.waymark.pipeline.wire.RejectReason;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SerializersTest {
  private static final Envelope ENVELOPE =
      EventLog.envelope(EventLog.event("é1", "click", EventLog.START, "zoë"), 7);
  private static final DeadLetter LETTER =
      new DeadLetter(
          "interactions",
          3,
          1L << 40,
          5L,
          RejectReason.NO_ID,
          "x".repeat(70_000),
          null,
          new byte[] {0, -1},
          List.of(
              new DeadLetter.Header("ce_id", new byte[] {5}), new DeadLetter.Header("ce_id", null)),
          true);

  static Stream<Arguments> elements() {
    return Stream.of(
        of(EnvelopeSerializer.INSTANCE, ENVELOPE),
        of(DeadLetterSerializer.INSTANCE, LETTER),
        of(ArrivalSerializer.INSTANCE, ENVELOPE),
        of(ArrivalSerializer.INSTANCE, LETTER),
        of(ArrivalSerializer.INSTANCE, new Filtered(Origin.of("clicks", 3))),
        of(RuleUpdateSerializer.INSTANCE, RuleUpdate.published("r", "y".repeat(70_000), 4)),
        of(RuleUpdateSerializer.INSTANCE, RuleUpdate.withdrawn("r", -1)),
        of(SignalSerializer.INSTANCE, signal(Journey.UNKNOWN, null)),
        of(SignalSerializer.INSTANCE, signal(new Journey("purchase", 1.5, -0.25, 9.0), 61_000L)),
        of(FactSerializer.INSTANCE, fact()),
        of(
            RuleUsageSerializer.INSTANCE,
            new RuleUsage(
                "r", EventLog.START, 3, 700, 2, 90, Map.of(Effects.Occurrence.CAPPED, 4L))),
        of(
            RuleUsageSerializer.INSTANCE,
            new RuleUsage("r", EventLog.START, 0, 0, 0, 0, Map.of()).inQuarantine()),
        of(
            ErasureSerializer.INSTANCE,
            new Erasure("0af3", Erasure.Store.DEVICES, EventLog.START, EventLog.END, 2)));
  }

  @ParameterizedTest
  @MethodSource("elements")
  <T> void whatIsWrittenIsRead(ImmutableSerializer<T> serializer, T element) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(16);
    serializer.serialize(element, out);
    DataOutputSerializer copied = new DataOutputSerializer(16);
    serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copied);
    DataInputDeserializer in = new DataInputDeserializer(copied.getCopyOfBuffer());
    assertThat(serializer.deserialize(in)).usingRecursiveComparison().isEqualTo(element);
    assertThat(in.available()).isZero();
    assertThat(serializer.copy(element)).isSameAs(element);
  }

  @ParameterizedTest
  @MethodSource("elements")
  <T> void aSnapshotIsCompatibleWithItself(ImmutableSerializer<T> serializer, T element)
      throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(16);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<T> restored =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(restored)
                .isCompatibleAsIs())
        .isTrue();
    assertThat(restored.restoreSerializer()).isEqualTo(serializer);
  }

  @ParameterizedTest
  @MethodSource("elements")
  <T> void aNewerLayoutIsRefused(ImmutableSerializer<T> serializer, T element) {
    assertThatIOException()
        .isThrownBy(() -> serializer.deserialize(new DataInputDeserializer(new byte[] {99, 0, 0})))
        .withMessageContaining("newer release");
  }

  @Test
  void aWaitingEventOfAnUnknownSchemaIsRefusedByName() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(16);
    out.writeByte(1);
    Binary.writeText("ann", out);
    out.writeLong(EventLog.START);
    out.writeLong(0xabcdL);
    Binary.writeBytes(ENVELOPE.body(), out);
    out.writeInt(0);
    out.writeByte(0);
    assertThatIOException()
        .isThrownBy(
            () ->
                EnvelopeSerializer.INSTANCE.deserialize(
                    new DataInputDeserializer(out.getCopyOfBuffer())))
        .withMessageContaining("abcd");
  }

  @Test
  void aJourneyHandedOverIsOfNoSchemaAndReadAsItIs() throws Exception {
    HandOver handOver = new HandOver("d1", EventLog.START, "e1", "login", new byte[] {2, 0, 7});
    Envelope envelope = Envelope.of(handOver, "ann", 0);
    DataOutputSerializer out = new DataOutputSerializer(16);
    out.writeByte(2);
    Binary.writeText("ann", out);
    out.writeLong(EventLog.START);
    out.writeLong(0xabcdL);
    Binary.writeBytes(envelope.body(), out);
    out.writeLong(0);
    out.writeByte(envelope.flags());
    Envelope read =
        EnvelopeSerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(HandOver.read(read.body())).usingRecursiveComparison().isEqualTo(handOver);
  }

  @Test
  void anEnvelopeOfTheFirstLayoutIsRead() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(16);
    out.writeByte(1);
    Binary.writeText("ann", out);
    out.writeLong(EventLog.START);
    out.writeLong(BodyUpgrade.fingerprint());
    Binary.writeBytes(ENVELOPE.body(), out);
    out.writeInt(7);
    out.writeByte(0);
    Envelope read =
        EnvelopeSerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(read.customer()).isEqualTo("ann");
    assertThat(EventLog.SOURCES.said(read.origin())).isEqualTo(Origin.of("interactions", 7));
  }

  @Test
  void aDeadLetterOfTheFirstLayoutIsReadWithoutHeaders() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(16);
    out.writeByte(1);
    Binary.writeText("interactions", out);
    out.writeInt(3);
    out.writeLong(17);
    out.writeLong(5);
    Binary.writeText("no_id", out);
    Binary.writeText("none", out);
    out.writeBoolean(false);
    out.writeBoolean(true);
    Binary.writeBytes(new byte[] {0, -1}, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(DeadLetterSerializer.INSTANCE.deserialize(in))
        .usingRecursiveComparison()
        .isEqualTo(
            new DeadLetter(
                "interactions", 3, 17, 5L, RejectReason.NO_ID, "none", null, new byte[] {0, -1}));
    assertThat(in.available()).isZero();
  }

  private static Arguments of(ImmutableSerializer<?> serializer, Object element) {
    return Arguments.of(
        Named.of(serializer.getClass().getSimpleName(), serializer),
        Named.of(element.getClass().getSimpleName(), element));
  }

  private static Signal signal(Journey journey, Long waitedMs) {
    Map<String, Object> instance = new LinkedHashMap<>();
    instance.put("cart_id", "k1");
    instance.put("n", 3L);
    instance.put("d", 2.5);
    instance.put("b", true);
    instance.put("big", BigInteger.TWO.pow(80));
    return new Signal(
        "s1",
        "rule",
        2,
        "Title",
        Kind.OPPORTUNITY,
        Severity.HIGH,
        Mode.SHADOW,
        "ann",
        instance,
        Signal.Status.RETRACTED,
        EventLog.START,
        null,
        "/checkout",
        null,
        waitedMs,
        List.of(new Evidence("e1", "click", 1, null), new Evidence("e2", "click", 2, "/x")),
        journey);
  }

  private static Fact fact() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("granted", false);
    attributes.put("nothing", null);
    return new Fact(
        "f1", Fact.Kind.CONSENT, "ann", 5, "e1", "consent_updated", "web", null, attributes);
  }
}

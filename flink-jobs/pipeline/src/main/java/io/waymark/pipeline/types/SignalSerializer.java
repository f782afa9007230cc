package io.waymark.pipeline.types;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readScalar;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeScalar;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.event.Evidence;
import io.waymark.domain.friction.Signal;
import io.waymark.domain.journey.Journey;
import io.waymark.domain.rule.Kind;
import io.waymark.domain.rule.Mode;
import io.waymark.domain.rule.Severity;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Signals between operators. */
public final class SignalSerializer extends ImmutableSerializer<Signal> {
  private static final long serialVersionUID = 1L;

  public static final SignalSerializer INSTANCE = new SignalSerializer();
  public static final ImmutableTypeInfo<Signal> TYPE =
      new ImmutableTypeInfo<>(Signal.class, INSTANCE);

  private SignalSerializer() {
    super(1);
  }

  @Override
  protected void write(Signal signal, DataOutputView out) throws IOException {
    writeText(signal.signalId(), out);
    writeText(signal.ruleId(), out);
    out.writeInt(signal.ruleVersion());
    writeText(signal.title(), out);
    writeConstant(signal.kind(), out);
    writeConstant(signal.severity(), out);
    writeConstant(signal.mode(), out);
    writeText(signal.customerId(), out);
    Binary.writeScalars(signal.instance(), out);
    writeConstant(signal.status(), out);
    out.writeLong(signal.occurredAt());
    writeNullableText(signal.channel(), out);
    writeNullableText(signal.touchpoint(), out);
    writeNullableText(signal.stage(), out);
    writeScalar(signal.waitedMs(), out);
    Binary.writeList(signal.evidence(), SignalSerializer::writeEvidence, out);
    writeNullableText(signal.journey().stage(), out);
    writeScalar(signal.journey().effort(), out);
    writeScalar(signal.journey().emotion(), out);
    writeScalar(signal.journey().frustration(), out);
  }

  @Override
  protected Signal read(int layout, DataInputView in) throws IOException {
    return new Signal(
        readText(in),
        readText(in),
        in.readInt(),
        readText(in),
        readConstant(Kind.class, in),
        readConstant(Severity.class, in),
        readConstant(Mode.class, in),
        readText(in),
        readInstance(in),
        readConstant(Signal.Status.class, in),
        in.readLong(),
        readNullableText(in),
        readNullableText(in),
        readNullableText(in),
        (Long) readScalar(in),
        Binary.readList(SignalSerializer::readEvidence, in),
        new Journey(
            readNullableText(in),
            (Double) readScalar(in),
            (Double) readScalar(in),
            (Double) readScalar(in)));
  }

  /** The values of {@code per} are never null: null counts as lacking. */
  @SuppressWarnings("NullAway")
  private static Map<String, Object> readInstance(DataInputView in) throws IOException {
    Map<String, @Nullable Object> values = Binary.readScalars(in);
    return values;
  }

  private static void writeEvidence(Evidence evidence, DataOutputView out) throws IOException {
    writeText(evidence.eventId(), out);
    writeText(evidence.eventType(), out);
    out.writeLong(evidence.eventTime());
    writeNullableText(evidence.touchpoint(), out);
  }

  private static Evidence readEvidence(DataInputView in) throws IOException {
    return new Evidence(readText(in), readText(in), in.readLong(), readNullableText(in));
  }

  @Override
  public TypeSerializerSnapshot<Signal> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link SignalSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Signal> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.waymark.pipeline.intervention;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.intervention.Trigger;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.domain.rule.Severity;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import io.waymark.pipeline.types.SignalParts;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Triggers between operators and in state. */
public final class TriggerSerializer extends ImmutableSerializer<Trigger> {
  private static final long serialVersionUID = 1L;

  public static final TriggerSerializer INSTANCE = new TriggerSerializer();
  public static final ImmutableTypeInfo<Trigger> TYPE =
      new ImmutableTypeInfo<>(Trigger.class, INSTANCE);

  private TriggerSerializer() {
    super(2);
  }

  @Override
  protected void write(Trigger trigger, DataOutputView out) throws IOException {
    writeText(trigger.triggerId(), out);
    writeConstant(trigger.status(), out);
    writeNullableText(trigger.reason(), out);
    writeText(trigger.signalId(), out);
    writeText(trigger.ruleId(), out);
    out.writeInt(trigger.ruleVersion());
    writeText(trigger.customerId(), out);
    Binary.writeScalars(trigger.instance(), out);
    writeText(trigger.action(), out);
    writeNullableText(trigger.channel(), out);
    writeConstant(trigger.purpose(), out);
    out.writeInt(trigger.priority());
    writeConstant(trigger.severity(), out);
    out.writeLong(trigger.occurredAt());
    out.writeLong(trigger.decidedAt());
    out.writeLong(trigger.expiresAt());
    writeNullableText(trigger.experiment(), out);
    writeNullableText(trigger.arm(), out);
    writeNullableText(trigger.touchpoint(), out);
    writeNullableText(trigger.stage(), out);
    SignalParts.writeEvidence(trigger.evidence(), out);
    SignalParts.writeJourney(trigger.journey(), out);
    Binary.writeScalar(trigger.quietFrom(), out);
  }

  @Override
  protected Trigger read(int layout, DataInputView in) throws IOException {
    return new Trigger(
        readText(in),
        readConstant(Trigger.Status.class, in),
        readNullableText(in),
        readText(in),
        readText(in),
        in.readInt(),
        readText(in),
        SignalParts.readValues(in),
        readText(in),
        readNullableText(in),
        readConstant(Purpose.class, in),
        in.readInt(),
        readConstant(Severity.class, in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        readNullableText(in),
        readNullableText(in),
        readNullableText(in),
        readNullableText(in),
        SignalParts.readEvidence(in),
        SignalParts.readJourney(in),
        layout < 2 ? null : (Long) Binary.readScalar(in));
  }

  @Override
  public TypeSerializerSnapshot<Trigger> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link TriggerSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Trigger> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

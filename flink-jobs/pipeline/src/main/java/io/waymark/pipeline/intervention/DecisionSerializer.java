package io.waymark.pipeline.intervention;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.intervention.Decision;
import io.waymark.domain.intervention.Decision.Verdict;
import io.waymark.domain.intervention.Reason;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Decisions between operators. */
public final class DecisionSerializer extends ImmutableSerializer<Decision> {
  private static final long serialVersionUID = 1L;

  public static final DecisionSerializer INSTANCE = new DecisionSerializer();
  public static final ImmutableTypeInfo<Decision> TYPE =
      new ImmutableTypeInfo<>(Decision.class, INSTANCE);

  private DecisionSerializer() {
    super(1);
  }

  @Override
  protected void write(Decision decision, DataOutputView out) throws IOException {
    writeText(decision.triggerId(), out);
    writeConstant(decision.verdict(), out);
    Reason reason = decision.reason();
    writeNullableText(reason == null ? null : reason.name(), out);
    Binary.writeScalar(decision.releaseAt(), out);
    writeText(decision.signalId(), out);
    writeText(decision.ruleId(), out);
    out.writeInt(decision.ruleVersion());
    writeText(decision.customerId(), out);
    InterventionParts.write(decision.intervene(), out);
    out.writeLong(decision.occurredAt());
    out.writeLong(decision.assignedAt());
    out.writeLong(decision.decidedAt());
    writeNullableText(decision.experiment(), out);
    writeNullableText(decision.arm(), out);
    writeNullableText(decision.globalArm(), out);
    out.writeBoolean(decision.contaminated());
  }

  @Override
  protected Decision read(int layout, DataInputView in) throws IOException {
    String triggerId = readText(in);
    Verdict verdict = readConstant(Verdict.class, in);
    String reason = readNullableText(in);
    return new Decision(
        triggerId,
        verdict,
        reason == null ? null : Reason.valueOf(reason),
        (Long) Binary.readScalar(in),
        readText(in),
        readText(in),
        in.readInt(),
        readText(in),
        InterventionParts.read(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        readNullableText(in),
        readNullableText(in),
        readNullableText(in),
        in.readBoolean());
  }

  @Override
  public TypeSerializerSnapshot<Decision> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link DecisionSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Decision> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

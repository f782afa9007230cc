package io.waymark.pipeline.experiment;

import io.waymark.domain.experiment.Arm;
import io.waymark.domain.experiment.Outcome;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Outcomes between operators. */
public final class OutcomeSerializer extends ImmutableSerializer<Outcome> {
  private static final long serialVersionUID = 1L;

  static final OutcomeSerializer INSTANCE = new OutcomeSerializer();
  public static final ImmutableTypeInfo<Outcome> TYPE =
      new ImmutableTypeInfo<>(Outcome.class, INSTANCE);

  private OutcomeSerializer() {
    super(1);
  }

  @Override
  protected void write(Outcome outcome, DataOutputView out) throws IOException {
    Binary.writeText(outcome.outcomeId(), out);
    Binary.writeConstant(outcome.status(), out);
    Binary.writeText(outcome.experiment(), out);
    out.writeInt(outcome.ruleVersion());
    Binary.writeText(outcome.customerId(), out);
    Binary.writeConstant(outcome.arm(), out);
    out.writeDouble(outcome.planned());
    out.writeLong(outcome.assignedAt());
    out.writeLong(outcome.endsAt());
    out.writeLong(outcome.at());
    out.writeBoolean(outcome.issued());
    Binary.writeNullableText(outcome.goal(), out);
    Binary.writeScalar(outcome.reachedAt(), out);
    out.writeDouble(outcome.value());
    Binary.writeScalar(outcome.valueBefore(), out);
    OutcomeStateSerializer.writeGuardrails(outcome.touched(), out);
    out.writeBoolean(outcome.contaminated());
  }

  @Override
  protected Outcome read(int layout, DataInputView in) throws IOException {
    return new Outcome(
        Binary.readText(in),
        Binary.readConstant(Outcome.Status.class, in),
        Binary.readText(in),
        in.readInt(),
        Binary.readText(in),
        Binary.readConstant(Arm.class, in),
        in.readDouble(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        Binary.readNullableText(in),
        (Long) Binary.readScalar(in),
        in.readDouble(),
        (Double) Binary.readScalar(in),
        OutcomeStateSerializer.readGuardrails(in),
        in.readBoolean());
  }

  @Override
  public TypeSerializerSnapshot<Outcome> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link OutcomeSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Outcome> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

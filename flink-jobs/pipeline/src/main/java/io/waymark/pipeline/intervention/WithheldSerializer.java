package io.waymark.pipeline.intervention;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.intervention.Reason;
import io.waymark.domain.intervention.Withheld;
import io.waymark.domain.rule.Intervention.Purpose;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Withheld triggers between operators. */
public final class WithheldSerializer extends ImmutableSerializer<Withheld> {
  private static final long serialVersionUID = 1L;

  public static final WithheldSerializer INSTANCE = new WithheldSerializer();
  public static final ImmutableTypeInfo<Withheld> TYPE =
      new ImmutableTypeInfo<>(Withheld.class, INSTANCE);

  private WithheldSerializer() {
    super(1);
  }

  @Override
  protected void write(Withheld withheld, DataOutputView out) throws IOException {
    writeText(withheld.triggerId(), out);
    writeConstant(withheld.reason(), out);
    writeText(withheld.signalId(), out);
    writeText(withheld.ruleId(), out);
    out.writeInt(withheld.ruleVersion());
    writeText(withheld.customerId(), out);
    writeText(withheld.action(), out);
    writeConstant(withheld.purpose(), out);
    out.writeLong(withheld.occurredAt());
    out.writeLong(withheld.decidedAt());
    writeNullableText(withheld.experiment(), out);
    writeNullableText(withheld.arm(), out);
  }

  @Override
  protected Withheld read(int layout, DataInputView in) throws IOException {
    return new Withheld(
        readText(in),
        readConstant(Reason.class, in),
        readText(in),
        readText(in),
        in.readInt(),
        readText(in),
        readText(in),
        readConstant(Purpose.class, in),
        in.readLong(),
        in.readLong(),
        readNullableText(in),
        readNullableText(in));
  }

  @Override
  public TypeSerializerSnapshot<Withheld> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link WithheldSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Withheld> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

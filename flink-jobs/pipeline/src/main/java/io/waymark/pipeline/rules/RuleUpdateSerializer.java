package io.waymark.pipeline.rules;

import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Rules between operators and in broadcast state. */
public final class RuleUpdateSerializer extends ImmutableSerializer<RuleUpdate> {
  private static final long serialVersionUID = 1L;

  public static final RuleUpdateSerializer INSTANCE = new RuleUpdateSerializer();
  public static final ImmutableTypeInfo<RuleUpdate> TYPE =
      new ImmutableTypeInfo<>(RuleUpdate.class, INSTANCE);

  private RuleUpdateSerializer() {
    super(1);
  }

  @Override
  protected void write(RuleUpdate update, DataOutputView out) throws IOException {
    Binary.writeText(update.ruleId(), out);
    Binary.writeNullableText(update.text(), out);
    out.writeLong(update.revision());
  }

  @Override
  protected RuleUpdate read(int layout, DataInputView in) throws IOException {
    return new RuleUpdate(Binary.readText(in), Binary.readNullableText(in), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<RuleUpdate> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link RuleUpdateSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RuleUpdate> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

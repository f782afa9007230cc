package io.waymark.pipeline.types;

import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.friction.Fact;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Facts between operators. */
public final class FactSerializer extends ImmutableSerializer<Fact> {
  private static final long serialVersionUID = 1L;

  public static final FactSerializer INSTANCE = new FactSerializer();
  public static final ImmutableTypeInfo<Fact> TYPE = new ImmutableTypeInfo<>(Fact.class, INSTANCE);

  private FactSerializer() {
    super(2);
  }

  @Override
  protected void write(Fact fact, DataOutputView out) throws IOException {
    writeText(fact.factId(), out);
    Binary.writeConstant(fact.kind(), out);
    writeText(fact.customerId(), out);
    out.writeLong(fact.occurredAt());
    writeText(fact.eventId(), out);
    writeNullableText(fact.eventType(), out);
    writeNullableText(fact.channel(), out);
    writeNullableText(fact.touchpoint(), out);
    Binary.writeScalars(fact.attributes(), out);
  }

  @Override
  protected Fact read(int layout, DataInputView in) throws IOException {
    return new Fact(
        readText(in),
        Binary.readConstant(Fact.Kind.class, in),
        readText(in),
        in.readLong(),
        readText(in),
        layout < 2 ? null : readNullableText(in),
        readNullableText(in),
        readNullableText(in),
        Binary.readScalars(in));
  }

  @Override
  public TypeSerializerSnapshot<Fact> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link FactSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Fact> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

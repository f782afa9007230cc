package io.waymark.pipeline.erasure;

import io.waymark.domain.erasure.Erasure;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Receipts between operators. */
public final class ErasureSerializer extends ImmutableSerializer<Erasure> {
  private static final long serialVersionUID = 1L;

  public static final ErasureSerializer INSTANCE = new ErasureSerializer();
  public static final ImmutableTypeInfo<Erasure> TYPE =
      new ImmutableTypeInfo<>(Erasure.class, INSTANCE);

  private ErasureSerializer() {
    super(1);
  }

  @Override
  protected void write(Erasure erasure, DataOutputView out) throws IOException {
    Binary.writeText(erasure.pseudonym(), out);
    Binary.writeConstant(erasure.store(), out);
    out.writeLong(erasure.requestedAt());
    out.writeLong(erasure.erasedAt());
    out.writeInt(erasure.removed());
  }

  @Override
  protected Erasure read(int layout, DataInputView in) throws IOException {
    return new Erasure(
        Binary.readText(in),
        Binary.readConstant(Erasure.Store.class, in),
        in.readLong(),
        in.readLong(),
        in.readInt());
  }

  @Override
  public TypeSerializerSnapshot<Erasure> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link ErasureSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Erasure> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.waymark.pipeline.alert;

import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Fires that were told of, as stored. */
final class ToldFireSerializer extends ImmutableSerializer<ToldFire> {
  private static final long serialVersionUID = 1L;

  static final ToldFireSerializer INSTANCE = new ToldFireSerializer();
  static final ImmutableTypeInfo<ToldFire> TYPE = new ImmutableTypeInfo<>(ToldFire.class, INSTANCE);

  private ToldFireSerializer() {
    super(1);
  }

  @Override
  protected void write(ToldFire value, DataOutputView out) throws IOException {
    Binary.writeText(value.key(), out);
    out.writeLong(value.firedAt());
    out.writeLong(value.toldAt());
    out.writeBoolean(value.over());
  }

  @Override
  protected ToldFire read(int layout, DataInputView in) throws IOException {
    return new ToldFire(Binary.readText(in), in.readLong(), in.readLong(), in.readBoolean());
  }

  @Override
  public TypeSerializerSnapshot<ToldFire> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link ToldFireSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ToldFire> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

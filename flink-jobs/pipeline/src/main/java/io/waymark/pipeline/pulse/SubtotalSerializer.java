package io.waymark.pipeline.pulse;

import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Subtotals between operators. */
public final class SubtotalSerializer extends ImmutableSerializer<Subtotal> {
  private static final long serialVersionUID = 1L;

  static final SubtotalSerializer INSTANCE = new SubtotalSerializer();
  static final ImmutableTypeInfo<Subtotal> TYPE = new ImmutableTypeInfo<>(Subtotal.class, INSTANCE);

  private SubtotalSerializer() {
    super(1);
  }

  @Override
  protected void write(Subtotal subtotal, DataOutputView out) throws IOException {
    PulseSerializer.writePlace(subtotal.place(), out);
    out.writeLong(subtotal.start());
    PulseWindowSerializer.INSTANCE.serialize(subtotal.window(), out);
    StandingSerializer.INSTANCE.serialize(subtotal.standing(), out);
  }

  @Override
  protected Subtotal read(int layout, DataInputView in) throws IOException {
    return new Subtotal(
        PulseSerializer.readPlace(in),
        in.readLong(),
        PulseWindowSerializer.INSTANCE.deserialize(in),
        StandingSerializer.INSTANCE.deserialize(in));
  }

  @Override
  public TypeSerializerSnapshot<Subtotal> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link SubtotalSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Subtotal> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

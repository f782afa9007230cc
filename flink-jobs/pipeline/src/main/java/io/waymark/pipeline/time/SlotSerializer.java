package io.waymark.pipeline.time;

import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Places in a buffer, as stored. */
public final class SlotSerializer extends ImmutableSerializer<Slot> {
  private static final long serialVersionUID = 1L;

  static final SlotSerializer INSTANCE = new SlotSerializer();

  private SlotSerializer() {
    super(1);
  }

  @Override
  protected void write(Slot slot, DataOutputView out) throws IOException {
    out.writeLong(slot.time());
    out.writeInt(slot.place());
  }

  @Override
  protected Slot read(int layout, DataInputView in) throws IOException {
    return new Slot(in.readLong(), in.readInt());
  }

  @Override
  public TypeSerializerSnapshot<Slot> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link SlotSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Slot> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Alert;
import io.waymark.domain.alert.StormState;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What is remembered of the alerts of a rule, as stored. */
final class StormStateSerializer extends ImmutableSerializer<StormState> {
  private static final long serialVersionUID = 1L;

  static final StormStateSerializer INSTANCE = new StormStateSerializer();
  static final ImmutableTypeInfo<StormState> TYPE =
      new ImmutableTypeInfo<>(StormState.class, INSTANCE);

  private StormStateSerializer() {
    super(1);
  }

  @Override
  protected void write(StormState value, DataOutputView out) throws IOException {
    Binary.writeList(List.copyOf(new TreeSet<>(value.open())), Binary::writeText, out);
    Alert overflow = value.overflow();
    out.writeBoolean(overflow != null);
    if (overflow != null) {
      AlertSerializer.INSTANCE.serialize(overflow, out);
    }
    out.writeBoolean(value.changed());
    out.writeLong(value.toldAt());
    out.writeLong(value.newsAt());
  }

  @Override
  protected StormState read(int layout, DataInputView in) throws IOException {
    return new StormState(
        Set.copyOf(Binary.readList(Binary::readText, in)),
        in.readBoolean() ? AlertSerializer.INSTANCE.deserialize(in) : null,
        in.readBoolean(),
        in.readLong(),
        in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<StormState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link StormStateSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<StormState> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

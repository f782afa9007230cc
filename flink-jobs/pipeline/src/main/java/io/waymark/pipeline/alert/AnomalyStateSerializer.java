package io.waymark.pipeline.alert;

import io.waymark.domain.alert.AnomalyState;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What is remembered of an anomaly, as stored. */
final class AnomalyStateSerializer extends ImmutableSerializer<AnomalyState> {
  private static final long serialVersionUID = 1L;

  static final AnomalyStateSerializer INSTANCE = new AnomalyStateSerializer();
  static final ImmutableTypeInfo<AnomalyState> TYPE =
      new ImmutableTypeInfo<>(AnomalyState.class, INSTANCE);

  private AnomalyStateSerializer() {
    super(1);
  }

  @Override
  protected void write(AnomalyState value, DataOutputView out) throws IOException {
    AlertSerializer.INSTANCE.serialize(value.alert(), out);
    out.writeLong(value.heardAt());
    out.writeBoolean(value.recovered());
    AlertStateSerializer.writeReopenings(value.reopenings(), out);
  }

  @Override
  protected AnomalyState read(int layout, DataInputView in) throws IOException {
    return new AnomalyState(
        AlertSerializer.INSTANCE.deserialize(in),
        in.readLong(),
        in.readBoolean(),
        AlertStateSerializer.readReopenings(in));
  }

  @Override
  public TypeSerializerSnapshot<AnomalyState> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link AnomalyStateSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AnomalyState> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

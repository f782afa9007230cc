package io.waymark.pipeline.alert;

import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Erased alerts between operators. */
public final class ErasedAlertSerializer extends ImmutableSerializer<ErasedAlert> {
  private static final long serialVersionUID = 1L;

  static final ErasedAlertSerializer INSTANCE = new ErasedAlertSerializer();
  static final ImmutableTypeInfo<ErasedAlert> TYPE =
      new ImmutableTypeInfo<>(ErasedAlert.class, INSTANCE);

  private ErasedAlertSerializer() {
    super(1);
  }

  @Override
  protected void write(ErasedAlert value, DataOutputView out) throws IOException {
    Binary.writeText(value.alertId(), out);
    out.writeLong(value.at());
  }

  @Override
  protected ErasedAlert read(int layout, DataInputView in) throws IOException {
    return new ErasedAlert(Binary.readText(in), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<ErasedAlert> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link ErasedAlertSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ErasedAlert> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Alert;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Changes of alerts between operators. */
public final class AlertChangeSerializer extends ImmutableSerializer<AlertChange> {
  private static final long serialVersionUID = 1L;

  public static final AlertChangeSerializer INSTANCE = new AlertChangeSerializer();
  public static final ImmutableTypeInfo<AlertChange> TYPE =
      new ImmutableTypeInfo<>(AlertChange.class, INSTANCE);

  private AlertChangeSerializer() {
    super(1);
  }

  @Override
  protected void write(AlertChange value, DataOutputView out) throws IOException {
    Binary.writeText(value.alertId(), out);
    Alert alert = value.alert();
    out.writeBoolean(alert != null);
    if (alert != null) {
      AlertSerializer.INSTANCE.serialize(alert, out);
    }
  }

  @Override
  protected AlertChange read(int layout, DataInputView in) throws IOException {
    return new AlertChange(
        Binary.readText(in), in.readBoolean() ? AlertSerializer.INSTANCE.deserialize(in) : null);
  }

  @Override
  public TypeSerializerSnapshot<AlertChange> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link AlertChangeSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AlertChange> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

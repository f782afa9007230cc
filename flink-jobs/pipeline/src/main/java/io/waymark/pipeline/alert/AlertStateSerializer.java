package io.waymark.pipeline.alert;

import io.waymark.domain.intervention.AlertLifecycle;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What is remembered of an alert, as stored. */
public final class AlertStateSerializer extends ImmutableSerializer<AlertLifecycle.State> {
  private static final long serialVersionUID = 1L;

  static final AlertStateSerializer INSTANCE = new AlertStateSerializer();

  private AlertStateSerializer() {
    super(1);
  }

  @Override
  protected void write(AlertLifecycle.State state, DataOutputView out) throws IOException {
    AlertSerializer.INSTANCE.serialize(state.alert(), out);
    out.writeLong(state.forgetAt());
  }

  @Override
  protected AlertLifecycle.State read(int layout, DataInputView in) throws IOException {
    return new AlertLifecycle.State(AlertSerializer.INSTANCE.deserialize(in), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<AlertLifecycle.State> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link AlertStateSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<AlertLifecycle.State> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

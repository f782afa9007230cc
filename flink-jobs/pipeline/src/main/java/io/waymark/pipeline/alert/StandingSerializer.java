package io.waymark.pipeline.alert;

import io.waymark.domain.alert.Standing;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Open alerts beside others of their touchpoint, as stored. */
final class StandingSerializer extends ImmutableSerializer<Standing> {
  private static final long serialVersionUID = 1L;

  static final StandingSerializer INSTANCE = new StandingSerializer();
  static final ImmutableTypeInfo<Standing> TYPE = new ImmutableTypeInfo<>(Standing.class, INSTANCE);

  private StandingSerializer() {
    super(1);
  }

  @Override
  protected void write(Standing value, DataOutputView out) throws IOException {
    AlertSerializer.INSTANCE.serialize(value.alert(), out);
    out.writeBoolean(value.called());
  }

  @Override
  protected Standing read(int layout, DataInputView in) throws IOException {
    return new Standing(AlertSerializer.INSTANCE.deserialize(in), in.readBoolean());
  }

  @Override
  public TypeSerializerSnapshot<Standing> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link StandingSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Standing> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

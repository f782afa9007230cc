package io.waymark.pipeline.alert;

import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Changes of alerts on their way. */
final class PlacedChangeSerializer extends ImmutableSerializer<PlacedChange> {
  private static final long serialVersionUID = 1L;

  static final PlacedChangeSerializer INSTANCE = new PlacedChangeSerializer();
  static final ImmutableTypeInfo<PlacedChange> TYPE =
      new ImmutableTypeInfo<>(PlacedChange.class, INSTANCE);

  private PlacedChangeSerializer() {
    super(1);
  }

  @Override
  protected void write(PlacedChange value, DataOutputView out) throws IOException {
    Binary.writeText(value.ruleId(), out);
    Binary.writeNullableText(value.place(), out);
    AlertChangeSerializer.INSTANCE.serialize(value.change(), out);
  }

  @Override
  protected PlacedChange read(int layout, DataInputView in) throws IOException {
    return new PlacedChange(
        Binary.readText(in),
        Binary.readNullableText(in),
        AlertChangeSerializer.INSTANCE.deserialize(in));
  }

  @Override
  public TypeSerializerSnapshot<PlacedChange> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link PlacedChangeSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<PlacedChange> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.waymark.pipeline.delivery;

import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.writeNullableText;

import io.waymark.domain.delivery.LaneHealth;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How a destination has done, as stored. */
public final class LaneHealthSerializer extends ImmutableSerializer<LaneHealth> {
  private static final long serialVersionUID = 1L;

  static final LaneHealthSerializer INSTANCE = new LaneHealthSerializer();

  private LaneHealthSerializer() {
    super(1);
  }

  @Override
  protected void write(LaneHealth value, DataOutputView out) throws IOException {
    out.writeLong(value.failingSince());
    out.writeLong(value.failedAt());
    writeNullableText(value.disabled(), out);
  }

  @Override
  protected LaneHealth read(int layout, DataInputView in) throws IOException {
    return new LaneHealth(in.readLong(), in.readLong(), readNullableText(in));
  }

  @Override
  public TypeSerializerSnapshot<LaneHealth> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link LaneHealthSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<LaneHealth> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

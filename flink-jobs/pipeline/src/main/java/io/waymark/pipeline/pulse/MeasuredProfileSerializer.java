package io.waymark.pipeline.pulse;

import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Profiles in state. */
public final class MeasuredProfileSerializer extends ImmutableSerializer<MeasuredProfile> {
  private static final long serialVersionUID = 1L;

  static final MeasuredProfileSerializer INSTANCE = new MeasuredProfileSerializer();

  private MeasuredProfileSerializer() {
    super(1);
  }

  @Override
  protected void write(MeasuredProfile profile, DataOutputView out) throws IOException {
    Binary.writeNullableText(profile.persona(), out);
    out.writeBoolean(profile.test());
    out.writeLong(profile.seenAt());
  }

  @Override
  protected MeasuredProfile read(int layout, DataInputView in) throws IOException {
    return new MeasuredProfile(Binary.readNullableText(in), in.readBoolean(), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<MeasuredProfile> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link MeasuredProfileSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<MeasuredProfile> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.OpenWait;
import io.waymark.domain.pulse.StrandKey;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Waits in state. */
public final class OpenWaitSerializer extends ImmutableSerializer<OpenWait> {
  private static final long serialVersionUID = 1L;

  static final OpenWaitSerializer INSTANCE = new OpenWaitSerializer();

  private OpenWaitSerializer() {
    super(1);
  }

  @Override
  protected void write(OpenWait wait, DataOutputView out) throws IOException {
    Binary.writeConstant(wait.leg().kind(), out);
    Binary.writeText(wait.leg().id(), out);
    Binary.writeNullableText(wait.chain(), out);
    Binary.writeNullableText(wait.channel(), out);
    out.writeLong(wait.since());
  }

  @Override
  protected OpenWait read(int layout, DataInputView in) throws IOException {
    return new OpenWait(
        new StrandKey(Binary.readConstant(StrandKey.Kind.class, in), Binary.readText(in)),
        Binary.readNullableText(in),
        Binary.readNullableText(in),
        in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<OpenWait> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link OpenWaitSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OpenWait> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.waymark.pipeline.pulse;

import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Who waits where, between operators and in state. */
public final class StandingSerializer extends ImmutableSerializer<Standing> {
  private static final long serialVersionUID = 1L;

  static final StandingSerializer INSTANCE = new StandingSerializer();

  private StandingSerializer() {
    super(1);
  }

  @Override
  protected void write(Standing standing, DataOutputView out) throws IOException {
    Binary.writeSize(standing.waiting.size(), out);
    for (Map.Entry<Long, Long> since : standing.waiting.entrySet()) {
      out.writeLong(since.getKey());
      out.writeLong(since.getValue());
    }
    Binary.writeSize(standing.stages.size(), out);
    for (Map.Entry<String, Long> stage : standing.stages.entrySet()) {
      Binary.writeText(stage.getKey(), out);
      out.writeLong(stage.getValue());
    }
  }

  @Override
  protected Standing read(int layout, DataInputView in) throws IOException {
    Standing standing = new Standing();
    for (int left = Binary.readSize(in); left > 0; left--) {
      standing.waiting.put(in.readLong(), in.readLong());
    }
    for (int left = Binary.readSize(in); left > 0; left--) {
      standing.stages.put(Binary.readText(in), in.readLong());
    }
    return standing;
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

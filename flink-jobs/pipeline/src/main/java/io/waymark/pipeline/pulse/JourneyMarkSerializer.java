package io.waymark.pipeline.pulse;

import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Marks of journeys in state. */
public final class JourneyMarkSerializer extends ImmutableSerializer<JourneyMark> {
  private static final long serialVersionUID = 1L;

  static final JourneyMarkSerializer INSTANCE = new JourneyMarkSerializer();

  private JourneyMarkSerializer() {
    super(1);
  }

  @Override
  protected void write(JourneyMark mark, DataOutputView out) throws IOException {
    Binary.writeNullableText(mark.journeyId(), out);
    Binary.writeNullableText(mark.stage(), out);
    out.writeLong(mark.enteredAt());
    out.writeLong(mark.measuredTo());
  }

  @Override
  protected JourneyMark read(int layout, DataInputView in) throws IOException {
    return new JourneyMark(
        Binary.readNullableText(in), Binary.readNullableText(in), in.readLong(), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<JourneyMark> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link JourneyMarkSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<JourneyMark> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

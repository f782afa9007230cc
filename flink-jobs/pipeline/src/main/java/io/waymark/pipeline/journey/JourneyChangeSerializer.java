package io.waymark.pipeline.journey;

import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Changes of journeys between operators. */
public final class JourneyChangeSerializer extends ImmutableSerializer<JourneyChange> {
  private static final long serialVersionUID = 1L;
  private static final int NONE = -1;

  public static final JourneyChangeSerializer INSTANCE = new JourneyChangeSerializer();
  public static final ImmutableTypeInfo<JourneyChange> TYPE =
      new ImmutableTypeInfo<>(JourneyChange.class, INSTANCE);

  private JourneyChangeSerializer() {
    super(1);
  }

  @Override
  protected void write(JourneyChange change, DataOutputView out) throws IOException {
    StringValue.writeString(change.customer(), out);
    out.writeLong(change.at());
    byte[] snapshot = change.snapshot();
    out.writeInt(snapshot == null ? NONE : snapshot.length);
    if (snapshot != null) {
      out.write(snapshot);
    }
  }

  @Override
  protected JourneyChange read(int layout, DataInputView in) throws IOException {
    String customer = StringValue.readString(in);
    long at = in.readLong();
    int length = in.readInt();
    byte[] snapshot = length == NONE ? null : new byte[length];
    if (snapshot != null) {
      in.readFully(snapshot);
    }
    return new JourneyChange(customer, at, snapshot);
  }

  @Override
  public TypeSerializerSnapshot<JourneyChange> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link JourneyChangeSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<JourneyChange> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

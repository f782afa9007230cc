package io.waymark.pipeline.pulse;

import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A few events of a strand in state. */
public final class RoutedTouchesSerializer extends ImmutableSerializer<List<RoutedTouch>> {
  private static final long serialVersionUID = 1L;

  static final RoutedTouchesSerializer INSTANCE = new RoutedTouchesSerializer();

  private RoutedTouchesSerializer() {
    super(1);
  }

  @Override
  protected void write(List<RoutedTouch> touches, DataOutputView out) throws IOException {
    Binary.writeList(touches, RoutedTouchSerializer.INSTANCE::serialize, out);
  }

  @Override
  protected List<RoutedTouch> read(int layout, DataInputView in) throws IOException {
    return Binary.readList(RoutedTouchSerializer.INSTANCE::deserialize, in);
  }

  @Override
  public TypeSerializerSnapshot<List<RoutedTouch>> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link RoutedTouchesSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<List<RoutedTouch>> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

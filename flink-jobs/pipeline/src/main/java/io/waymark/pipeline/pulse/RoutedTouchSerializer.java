package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.StrandKey;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Events on their way to strands. */
public final class RoutedTouchSerializer extends ImmutableSerializer<RoutedTouch> {
  private static final long serialVersionUID = 1L;

  static final RoutedTouchSerializer INSTANCE = new RoutedTouchSerializer();
  static final ImmutableTypeInfo<RoutedTouch> TYPE =
      new ImmutableTypeInfo<>(RoutedTouch.class, INSTANCE);

  private RoutedTouchSerializer() {
    super(1);
  }

  @Override
  protected void write(RoutedTouch touch, DataOutputView out) throws IOException {
    Binary.writeConstant(touch.key().kind(), out);
    Binary.writeText(touch.key().id(), out);
    out.writeLong(touch.time());
    Binary.writeBytes(touch.body(), out);
    Binary.writeNullableText(touch.persona(), out);
  }

  @Override
  protected RoutedTouch read(int layout, DataInputView in) throws IOException {
    return new RoutedTouch(
        new StrandKey(Binary.readConstant(StrandKey.Kind.class, in), Binary.readText(in)),
        in.readLong(),
        Binary.readBytes(in),
        Binary.readNullableText(in));
  }

  @Override
  public TypeSerializerSnapshot<RoutedTouch> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link RoutedTouchSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RoutedTouch> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

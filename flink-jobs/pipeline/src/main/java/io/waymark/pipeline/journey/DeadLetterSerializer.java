package io.waymark.pipeline.journey;

import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Dead letters between operators. */
public final class DeadLetterSerializer extends ImmutableSerializer<DeadLetter> {
  private static final long serialVersionUID = 1L;

  public static final DeadLetterSerializer INSTANCE = new DeadLetterSerializer();
  public static final ImmutableTypeInfo<DeadLetter> TYPE =
      new ImmutableTypeInfo<>(DeadLetter.class, INSTANCE);

  private DeadLetterSerializer() {
    super(1);
  }

  @Override
  protected void write(DeadLetter letter, DataOutputView out) throws IOException {
    Binary.writeText(letter.topic(), out);
    out.writeInt(letter.partition());
    out.writeLong(letter.offset());
    out.writeLong(letter.time());
    Binary.writeText(letter.reason(), out);
    Binary.writeBytes(letter.payload(), out);
  }

  @Override
  protected DeadLetter read(int layout, DataInputView in) throws IOException {
    return new DeadLetter(
        Binary.readText(in),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        Binary.readText(in),
        Binary.readBytes(in));
  }

  @Override
  public TypeSerializerSnapshot<DeadLetter> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link DeadLetterSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<DeadLetter> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

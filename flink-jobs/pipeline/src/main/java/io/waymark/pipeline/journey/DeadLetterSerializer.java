package io.waymark.pipeline.journey;

import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import io.waymark.pipeline.wire.DeadLetter;
import io.waymark.pipeline.wire.RejectReason;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Dead letters between operators. */
public final class DeadLetterSerializer extends ImmutableSerializer<DeadLetter> {
  private static final long serialVersionUID = 1L;
  private static final long NO_TIMESTAMP = Long.MIN_VALUE;

  public static final DeadLetterSerializer INSTANCE = new DeadLetterSerializer();
  public static final ImmutableTypeInfo<DeadLetter> TYPE =
      new ImmutableTypeInfo<>(DeadLetter.class, INSTANCE);

  private DeadLetterSerializer() {
    super(2);
  }

  @Override
  protected void write(DeadLetter letter, DataOutputView out) throws IOException {
    Binary.writeText(letter.topic(), out);
    out.writeInt(letter.partition());
    out.writeLong(letter.offset());
    out.writeLong(letter.timestamp() == null ? NO_TIMESTAMP : letter.timestamp());
    Binary.writeText(letter.reason().code(), out);
    Binary.writeText(letter.detail(), out);
    writeOptional(letter.key(), out);
    writeOptional(letter.value(), out);
    Binary.writeList(letter.headers(), DeadLetterSerializer::writeHeader, out);
    out.writeBoolean(letter.cut());
  }

  private static void writeHeader(DeadLetter.Header header, DataOutputView out) throws IOException {
    Binary.writeText(header.name(), out);
    writeOptional(header.value(), out);
  }

  private static void writeOptional(byte @Nullable [] bytes, DataOutputView out)
      throws IOException {
    out.writeBoolean(bytes != null);
    if (bytes != null) {
      Binary.writeBytes(bytes, out);
    }
  }

  @Override
  protected DeadLetter read(int layout, DataInputView in) throws IOException {
    String topic = Binary.readText(in);
    int partition = in.readInt();
    long offset = in.readLong();
    long timestamp = in.readLong();
    return new DeadLetter(
        topic,
        partition,
        offset,
        timestamp == NO_TIMESTAMP ? null : (Long) timestamp,
        RejectReason.valueOf(Binary.readText(in).toUpperCase(Locale.ROOT)),
        Binary.readText(in),
        readOptional(in),
        readOptional(in),
        layout == 1 ? List.of() : Binary.readList(DeadLetterSerializer::readHeader, in),
        layout > 1 && in.readBoolean());
  }

  private static DeadLetter.Header readHeader(DataInputView in) throws IOException {
    return new DeadLetter.Header(Binary.readText(in), readOptional(in));
  }

  private static byte @Nullable [] readOptional(DataInputView in) throws IOException {
    return in.readBoolean() ? Binary.readBytes(in) : null;
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

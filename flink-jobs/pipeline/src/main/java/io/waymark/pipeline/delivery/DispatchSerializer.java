package io.waymark.pipeline.delivery;

import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.delivery.Dispatch;
import io.waymark.domain.delivery.Message;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Messages with where they come from, in state and between operators. */
public final class DispatchSerializer extends ImmutableSerializer<Dispatch> {
  private static final long serialVersionUID = 1L;

  static final DispatchSerializer INSTANCE = new DispatchSerializer();

  private DispatchSerializer() {
    super(2);
  }

  @Override
  protected void write(Dispatch value, DataOutputView out) throws IOException {
    Message message = value.message();
    writeText(message.id(), out);
    writeText(message.type(), out);
    writeNullableText(message.customerId(), out);
    out.writeLong(message.createdAt());
    out.writeLong(message.expiresAt());
    writeText(message.body(), out);
    Binary.writeScalar(message.quietFrom(), out);
    writeText(value.subjectId(), out);
    Binary.writeList(value.ruleIds(), Binary::writeText, out);
    writeNullableText(value.purpose(), out);
    writeNullableText(value.channel(), out);
    out.writeLong(value.occurredAt());
  }

  @Override
  protected Dispatch read(int layout, DataInputView in) throws IOException {
    Message message =
        new Message(
            readText(in),
            readText(in),
            readNullableText(in),
            in.readLong(),
            in.readLong(),
            readText(in),
            layout < 2 ? null : (Long) Binary.readScalar(in));
    return new Dispatch(
        message,
        readText(in),
        Binary.readList(Binary::readText, in),
        readNullableText(in),
        readNullableText(in),
        in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<Dispatch> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link DispatchSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Dispatch> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

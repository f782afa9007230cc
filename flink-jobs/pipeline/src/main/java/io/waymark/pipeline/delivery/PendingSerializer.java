package io.waymark.pipeline.delivery;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readSize;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeSize;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.delivery.Pending;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What waits in a lane, as stored. */
public final class PendingSerializer extends ImmutableSerializer<Pending> {
  private static final long serialVersionUID = 1L;

  static final PendingSerializer INSTANCE = new PendingSerializer();

  private PendingSerializer() {
    super(2);
  }

  @Override
  protected void write(Pending value, DataOutputView out) throws IOException {
    out.writeLong(value.number());
    writeText(value.id(), out);
    writeText(value.subjectId(), out);
    out.writeLong(value.createdAt());
    out.writeLong(value.arrivedAt());
    out.writeLong(value.expiresAt());
    out.writeLong(value.repeatUntil());
    out.writeLong(value.dueAt());
    writeSize(value.attempts(), out);
    writeSize(value.refusals(), out);
    writeConstant(value.standing(), out);
    writeNullableText(value.stop(), out);
    out.writeBoolean(value.quiet());
  }

  @Override
  protected Pending read(int layout, DataInputView in) throws IOException {
    return new Pending(
        in.readLong(),
        readText(in),
        readText(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        readSize(in),
        readSize(in),
        readConstant(Pending.Standing.class, in),
        readNullableText(in),
        layout >= 2 && in.readBoolean());
  }

  @Override
  public TypeSerializerSnapshot<Pending> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link PendingSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Pending> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

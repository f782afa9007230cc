package io.waymark.pipeline.delivery;

import static io.waymark.pipeline.types.Binary.readConstant;
import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readScalar;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeConstant;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeScalar;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.delivery.Attempt;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Attempts between operators. */
public final class AttemptSerializer extends ImmutableSerializer<Attempt> {
  private static final long serialVersionUID = 1L;

  public static final AttemptSerializer INSTANCE = new AttemptSerializer();
  public static final ImmutableTypeInfo<Attempt> TYPE =
      new ImmutableTypeInfo<>(Attempt.class, INSTANCE);

  private AttemptSerializer() {
    super(1);
  }

  @Override
  protected void write(Attempt value, DataOutputView out) throws IOException {
    writeText(value.destination(), out);
    writeConstant(value.status(), out);
    DispatchSerializer.INSTANCE.serialize(value.dispatch(), out);
    out.writeInt(value.number());
    out.writeInt(value.httpStatus() == null ? 0 : value.httpStatus());
    writeNullableText(value.failure(), out);
    out.writeLong(value.at());
    writeScalar(value.tookMs(), out);
    writeScalar(value.nextAt(), out);
  }

  @Override
  protected Attempt read(int layout, DataInputView in) throws IOException {
    return new Attempt(
        readText(in),
        readConstant(Attempt.Status.class, in),
        DispatchSerializer.INSTANCE.deserialize(in),
        in.readInt(),
        answered(in.readInt()),
        readNullableText(in),
        in.readLong(),
        (Long) readScalar(in),
        (Long) readScalar(in));
  }

  private static @Nullable Integer answered(int httpStatus) {
    return httpStatus == 0 ? null : httpStatus;
  }

  @Override
  public TypeSerializerSnapshot<Attempt> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link AttemptSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Attempt> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

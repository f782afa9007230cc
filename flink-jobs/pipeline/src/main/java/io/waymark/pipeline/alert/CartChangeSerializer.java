package io.waymark.pipeline.alert;

import io.waymark.domain.alert.CartChange;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Changes of carts between operators. */
public final class CartChangeSerializer extends ImmutableSerializer<CartChange> {
  private static final long serialVersionUID = 1L;

  static final CartChangeSerializer INSTANCE = new CartChangeSerializer();
  public static final ImmutableTypeInfo<CartChange> TYPE =
      new ImmutableTypeInfo<>(CartChange.class, INSTANCE);

  private CartChangeSerializer() {
    super(1);
  }

  @Override
  protected void write(CartChange value, DataOutputView out) throws IOException {
    Binary.writeText(value.customerId(), out);
    out.writeLong(value.at());
    Binary.writeText(value.eventId(), out);
    CartValueSerializer.writeNullable(value.value(), out);
    out.writeBoolean(value.adds());
  }

  @Override
  protected CartChange read(int layout, DataInputView in) throws IOException {
    return new CartChange(
        Binary.readText(in),
        in.readLong(),
        Binary.readText(in),
        CartValueSerializer.readNullable(in),
        in.readBoolean());
  }

  @Override
  public TypeSerializerSnapshot<CartChange> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link CartChangeSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CartChange> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

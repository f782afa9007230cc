package io.waymark.pipeline.alert;

import io.waymark.domain.alert.CartValue;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** What carts are worth, as stored. */
final class CartValueSerializer extends ImmutableSerializer<CartValue> {
  private static final long serialVersionUID = 1L;

  static final CartValueSerializer INSTANCE = new CartValueSerializer();

  private CartValueSerializer() {
    super(1);
  }

  @Override
  protected void write(CartValue value, DataOutputView out) throws IOException {
    out.writeDouble(value.amount());
    Binary.writeNullableText(value.currency(), out);
  }

  @Override
  protected CartValue read(int layout, DataInputView in) throws IOException {
    return new CartValue(in.readDouble(), Binary.readNullableText(in));
  }

  /** Writes one that there may be, as part of something else. */
  static void writeNullable(@Nullable CartValue value, DataOutputView out) throws IOException {
    out.writeBoolean(value != null);
    if (value != null) {
      INSTANCE.write(value, out);
    }
  }

  static @Nullable CartValue readNullable(DataInputView in) throws IOException {
    return in.readBoolean() ? INSTANCE.read(1, in) : null;
  }

  @Override
  public TypeSerializerSnapshot<CartValue> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link CartValueSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CartValue> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

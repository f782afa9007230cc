package io.waymark.pipeline.delivery;

import static io.waymark.pipeline.types.Binary.readNullableText;
import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeNullableText;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.delivery.Order;
import io.waymark.domain.delivery.Order.Deliver;
import io.waymark.domain.delivery.Order.Place;
import io.waymark.domain.delivery.Order.Withdraw;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Orders between operators. */
public final class OrderSerializer extends ImmutableSerializer<Order> {
  private static final long serialVersionUID = 1L;

  static final OrderSerializer INSTANCE = new OrderSerializer();
  static final ImmutableTypeInfo<Order> TYPE = new ImmutableTypeInfo<>(Order.class, INSTANCE);

  private OrderSerializer() {
    super(1);
  }

  @Override
  protected void write(Order value, DataOutputView out) throws IOException {
    writeText(value.place().destination(), out);
    out.writeInt(value.place().lane());
    out.writeBoolean(value instanceof Deliver);
    if (value instanceof Deliver deliver) {
      DispatchSerializer.INSTANCE.serialize(deliver.dispatch(), out);
      writeNullableText(deliver.annuls(), out);
      out.writeBoolean(deliver.redelivered());
    } else if (value instanceof Withdraw withdraw) {
      writeText(withdraw.messageId(), out);
      writeText(withdraw.reason(), out);
    }
  }

  @Override
  protected Order read(int layout, DataInputView in) throws IOException {
    Place place = new Place(readText(in), in.readInt());
    return in.readBoolean()
        ? new Deliver(
            place,
            DispatchSerializer.INSTANCE.deserialize(in),
            readNullableText(in),
            in.readBoolean())
        : new Withdraw(place, readText(in), readText(in));
  }

  @Override
  public TypeSerializerSnapshot<Order> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link OrderSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Order> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.waymark.pipeline.delivery;

import static io.waymark.pipeline.types.Binary.readText;
import static io.waymark.pipeline.types.Binary.writeText;

import io.waymark.domain.delivery.Order;
import io.waymark.domain.delivery.Order.Deliver;
import io.waymark.domain.delivery.Order.Forget;
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

  private static final int DELIVER = 0;
  private static final int WITHDRAW = 1;
  private static final int FORGET = 2;

  private OrderSerializer() {
    super(1);
  }

  @Override
  protected void write(Order value, DataOutputView out) throws IOException {
    writeText(value.destination(), out);
    if (value instanceof Deliver deliver) {
      out.writeByte(DELIVER);
      DispatchSerializer.INSTANCE.serialize(deliver.dispatch(), out);
      out.writeBoolean(deliver.redelivered());
    } else if (value instanceof Withdraw withdraw) {
      out.writeByte(WITHDRAW);
      writeText(withdraw.messageId(), out);
      writeText(withdraw.reason(), out);
    } else {
      Forget forget = (Forget) value;
      out.writeByte(FORGET);
      writeText(forget.subjectId(), out);
      writeText(forget.reason(), out);
    }
  }

  @Override
  protected Order read(int layout, DataInputView in) throws IOException {
    String destination = readText(in);
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case DELIVER ->
          new Deliver(destination, DispatchSerializer.INSTANCE.deserialize(in), in.readBoolean());
      case WITHDRAW -> new Withdraw(destination, readText(in), readText(in));
      case FORGET -> new Forget(destination, readText(in), readText(in));
      default -> throw new IOException("Unknown kind of order: " + kind);
    };
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

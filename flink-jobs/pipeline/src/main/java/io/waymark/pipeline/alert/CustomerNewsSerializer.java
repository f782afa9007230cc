package io.waymark.pipeline.alert;

import io.waymark.pipeline.alert.CustomerNews.OfCart;
import io.waymark.pipeline.alert.CustomerNews.OfErasure;
import io.waymark.pipeline.alert.CustomerNews.OfSignal;
import io.waymark.pipeline.types.FactSerializer;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import io.waymark.pipeline.types.SignalSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What alerts depend on, between operators, and in state until its time has come. */
final class CustomerNewsSerializer extends ImmutableSerializer<CustomerNews> {
  private static final long serialVersionUID = 1L;

  private static final int SIGNAL = 1;
  private static final int CART = 2;
  private static final int ERASURE = 3;

  static final CustomerNewsSerializer INSTANCE = new CustomerNewsSerializer();
  static final ImmutableTypeInfo<CustomerNews> TYPE =
      new ImmutableTypeInfo<>(CustomerNews.class, INSTANCE);

  private CustomerNewsSerializer() {
    super(1);
  }

  @Override
  protected void write(CustomerNews value, DataOutputView out) throws IOException {
    if (value instanceof OfSignal of) {
      out.writeByte(SIGNAL);
      SignalSerializer.INSTANCE.serialize(of.signal(), out);
    } else if (value instanceof OfCart of) {
      out.writeByte(CART);
      CartChangeSerializer.INSTANCE.serialize(of.change(), out);
    } else if (value instanceof OfErasure of) {
      out.writeByte(ERASURE);
      FactSerializer.INSTANCE.serialize(of.fact(), out);
    }
  }

  @Override
  protected CustomerNews read(int layout, DataInputView in) throws IOException {
    int kind = in.readUnsignedByte();
    return switch (kind) {
      case SIGNAL -> new OfSignal(SignalSerializer.INSTANCE.deserialize(in));
      case CART -> new OfCart(CartChangeSerializer.INSTANCE.deserialize(in));
      case ERASURE -> new OfErasure(FactSerializer.INSTANCE.deserialize(in));
      default -> throw new IOException("Unknown kind of news of a customer: " + kind);
    };
  }

  @Override
  public TypeSerializerSnapshot<CustomerNews> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link CustomerNewsSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<CustomerNews> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

package io.waymark.pipeline.pulse;

import io.waymark.domain.pulse.Crowd;
import io.waymark.domain.pulse.Quantity;
import io.waymark.domain.pulse.Queue;
import io.waymark.domain.pulse.Tally;
import io.waymark.pipeline.types.Binary;
import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Windows between operators and in state; who has one from there does not change it. */
public final class PulseWindowSerializer extends ImmutableSerializer<PulseWindow> {
  private static final long serialVersionUID = 1L;

  static final PulseWindowSerializer INSTANCE = new PulseWindowSerializer();
  static final ImmutableTypeInfo<PulseWindow> TYPE =
      new ImmutableTypeInfo<>(PulseWindow.class, INSTANCE);

  private PulseWindowSerializer() {
    super(1);
  }

  @Override
  protected void write(PulseWindow window, DataOutputView out) throws IOException {
    Binary.writeSize(window.sums.size(), out);
    for (Map.Entry<Tally, Double> sum : window.sums.entrySet()) {
      Binary.writeConstant(sum.getKey(), out);
      out.writeDouble(sum.getValue());
    }
    Binary.writeSize(window.quantiles.size(), out);
    for (Map.Entry<Quantity, Quantiles> values : window.quantiles.entrySet()) {
      Binary.writeConstant(values.getKey(), out);
      Binary.writeBytes(values.getValue().encoded(), out);
    }
    Binary.writeSize(window.crowds.size(), out);
    for (Map.Entry<Crowd, DistinctCount> crowd : window.crowds.entrySet()) {
      Binary.writeConstant(crowd.getKey(), out);
      Binary.writeBytes(crowd.getValue().encoded(), out);
    }
    Binary.writeSize(window.hops.size(), out);
    for (Map.Entry<Hop, HopTotals> hop : window.hops.entrySet()) {
      Binary.writeNullableText(hop.getKey().from(), out);
      Binary.writeNullableText(hop.getKey().to(), out);
      out.writeLong(hop.getValue().journeys());
      Binary.writeBytes(hop.getValue().spent().encoded(), out);
    }
    Queue queue = window.queue;
    out.writeBoolean(queue != null);
    if (queue != null) {
      out.writeLong(queue.waiting());
      out.writeLong(queue.oldestMillis() == null ? -1 : queue.oldestMillis());
    }
  }

  @Override
  protected PulseWindow read(int layout, DataInputView in) throws IOException {
    PulseWindow window = new PulseWindow();
    for (int left = Binary.readSize(in); left > 0; left--) {
      window.sums.put(Binary.readConstant(Tally.class, in), in.readDouble());
    }
    for (int left = Binary.readSize(in); left > 0; left--) {
      window.quantiles.put(
          Binary.readConstant(Quantity.class, in), Quantiles.decoded(Binary.readBytes(in)));
    }
    for (int left = Binary.readSize(in); left > 0; left--) {
      window.crowds.put(
          Binary.readConstant(Crowd.class, in), DistinctCount.decoded(Binary.readBytes(in)));
    }
    for (int left = Binary.readSize(in); left > 0; left--) {
      window.hops.put(
          new Hop(Binary.readNullableText(in), Binary.readNullableText(in)),
          new HopTotals(in.readLong(), Quantiles.decoded(Binary.readBytes(in))));
    }
    if (in.readBoolean()) {
      long waiting = in.readLong();
      long oldest = in.readLong();
      window.queue = new Queue(waiting, oldest < 0 ? null : (Long) oldest);
    }
    return window;
  }

  @Override
  public TypeSerializerSnapshot<PulseWindow> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link PulseWindowSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<PulseWindow> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}

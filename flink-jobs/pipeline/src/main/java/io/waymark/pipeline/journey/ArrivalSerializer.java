package io.waymark.pipeline.journey;

import io.waymark.pipeline.types.ImmutableSerializer;
import io.waymark.pipeline.types.ImmutableTypeInfo;
import io.waymark.pipeline.wire.Arrival;
import io.waymark.pipeline.wire.DeadLetter;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What a source delivers. */
public final class ArrivalSerializer extends ImmutableSerializer<Arrival> {
  private static final long serialVersionUID = 1L;

  public static final ArrivalSerializer INSTANCE = new ArrivalSerializer();
  public static final ImmutableTypeInfo<Arrival> TYPE =
      new ImmutableTypeInfo<>(Arrival.class, INSTANCE);

  private ArrivalSerializer() {
    super(1);
  }

  @Override
  protected void write(Arrival arrival, DataOutputView out) throws IOException {
    out.writeBoolean(arrival instanceof Envelope);
    if (arrival instanceof Envelope envelope) {
      EnvelopeSerializer.INSTANCE.serialize(envelope, out);
    } else {
      DeadLetterSerializer.INSTANCE.serialize((DeadLetter) arrival, out);
    }
  }

  @Override
  protected Arrival read(int layout, DataInputView in) throws IOException {
    return in.readBoolean()
        ? EnvelopeSerializer.INSTANCE.deserialize(in)
        : DeadLetterSerializer.INSTANCE.deserialize(in);
  }

  @Override
  public TypeSerializerSnapshot<Arrival> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Snapshot of {@link ArrivalSerializer}: every layout can be read. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Arrival> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
